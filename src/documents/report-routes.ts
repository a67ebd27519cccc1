import { type HttpRequest, type Reply, RequestRefused, type Route } from '../http';
import type { RequestContext } from '../kernel/request-context';
import { type DocumentVariant, storedDocument } from '../modules/stored-document';
import { languageIn, optionsIn } from './address-options';
import type { Ask } from './ask';
import { atOneMoment } from './at-one-moment';
import { contentDisposition } from './content-disposition';
import type { Format } from './format';
import { noteExport } from './note-export';
import type { Language, Report } from './report';
import type { ReportSource } from './report-source';
import { unlessKnown } from './unless-known';

/** Answers a request as its caller, who reads no secrets. */
export type AsReader = (
  request: HttpRequest,
  answer: (context: RequestContext, ask: Ask) => Promise<Reply>,
) => Promise<Reply>;

/** What documents are made from. */
export interface ReportOptions {
  readonly sources: readonly ReportSource[];
  readonly formats: readonly Format[];
  /** Of the program: the same release makes the same bytes from the same data. */
  readonly release: string;
  readonly asReader: AsReader;
}

/** Every document at a plain address, in every format. */
export function reportRoutes({ sources, formats, release, asReader }: ReportOptions): Route[] {
  return sources.map((source) => ({
    methods: ['GET'],
    path: `${source.path}/:file`,
    handle: (request) =>
      asReader(request, async (context, ask) => {
        const { name, format } = fileOf(request, formats);
        const { language, revision, variant } = optionsOf(request, format);
        const parameters = { ...request.parameters, name };
        const today = context.clock.today();
        const asked = { parameters, language, revision, today };
        const report = await atOneMoment(context, () => source.read(ask, asked));
        if (!report) throw noSuchReport;
        const reply = await replyWith(report, { request, context, format, variant, release });
        const isSent = reply.status === 200 && !request.isHead;
        if (isSent) await noteExport(context, request.path + request.search);
        return reply;
      }),
  }));
}

/** What a document is written for. */
interface Writing {
  readonly request: HttpRequest;
  readonly context: RequestContext;
  readonly format: Format;
  readonly variant: DocumentVariant;
  readonly release: string;
}

/** The stored document of a decided revision where the format is kept, and otherwise one that is made anew. */
async function replyWith(report: Report, writing: Writing): Promise<Reply> {
  const { request, context, format, variant, release } = writing;
  const archivedOn = variant === 'archive' ? context.clock.today() : undefined;
  const write = async () => format.write(report, archivedOn);
  const headers = headersOf(report, format);
  if (!format.isKept || !report.decided) {
    const content = [release, format.name, report, archivedOn];
    return unlessKnown(request, content, async () => ({ headers, body: await write() }));
  }
  const { type: subjectType, id: subjectId, maskedIds } = report.decided;
  const { language } = report;
  const wanted = { subjectType, subjectId, language, variant, maskedIds, release };
  const { sha256, content } = await storedDocument(context, wanted, write);
  return unlessKnown(request, sha256, () => ({ headers, body: content }));
}

const headersOf = (report: Report, format: Format) => ({
  ...format.headers?.(report),
  'content-type': format.mediaType,
  'content-disposition': contentDisposition(`${report.fileName}.${format.name}`, format),
});

/** What stands before the last dot, and the format after it. */
function fileOf({ parameters: { file = '' } }: HttpRequest, formats: readonly Format[]) {
  const dot = file.lastIndexOf('.');
  const format = formats.find(({ name }) => name === file.slice(dot + 1));
  if (dot < 1 || !format) throw noSuchReport;
  return { name: file.slice(0, dot), format };
}

/** What the address asks for besides the document. */
interface Options {
  readonly language: Language;
  readonly revision: number | null;
  readonly variant: DocumentVariant;
}

/** @throws RequestRefused 400 for anything but these options, each at most once. */
function optionsOf(request: HttpRequest, { isKept }: Format): Options {
  const options = optionsIn(request, ['lang', 'revision', 'variant']);
  const language = options && languageIn(options);
  if (!language || !/^[1-9]\d{0,3}$/.test(options.revision ?? '1')) throw unknownOption;
  const { revision, variant = 'usual' } = options;
  if (variant !== 'usual' && !(variant === 'archive' && isKept)) throw unknownOption;
  return { language, revision: revision === undefined ? null : Number(revision), variant };
}

const noSuchReport = new RequestRefused(404, 'NOT_FOUND', {
  sv: 'Dokumentet finns inte, eller så får du inte se det.',
  en: 'There is no such document, or you may not see it.',
});
const unknownOption = new RequestRefused(400, 'BAD_REQUEST', {
  sv: 'Adressen får ha revision=ett heltal från 1, lang=sv eller en och för pdf variant=archive, inget annat.',
  en: 'The address may have revision=a whole number from 1, lang=sv or en and for pdf variant=archive, nothing else.',
});
