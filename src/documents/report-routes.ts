import type { HttpRequest, Reply, Route } from '../http';
import { RequestRefused } from '../http';
import type { RequestContext } from '../kernel/request-context';
import { languageIn, optionsIn } from './address-options';
import type { Ask } from './ask';
import { contentDisposition } from './content-disposition';
import type { Format } from './format';
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
        const { language, revision } = optionsOf(request);
        const parameters = { ...request.parameters, name };
        const today = context.clock.today();
        const report = await source.read(ask, { parameters, language, revision, today });
        if (!report) throw noSuchReport;
        return replyWith(report, format, release, request);
      }),
  }));
}

const replyWith = (
  report: Report,
  format: Format,
  release: string,
  request: HttpRequest,
): Promise<Reply> =>
  unlessKnown(request, [release, format.name, report], async () => ({
    headers: {
      'content-type': format.mediaType,
      'content-disposition': contentDisposition(`${report.fileName}.${format.name}`, format),
    },
    body: await format.write(report),
  }));

/** What stands before the last dot, and the format after it. */
function fileOf({ parameters: { file = '' } }: HttpRequest, formats: readonly Format[]) {
  const dot = file.lastIndexOf('.');
  const format = formats.find(({ name }) => name === file.slice(dot + 1));
  if (dot < 1 || !format) throw noSuchReport;
  return { name: file.slice(0, dot), format };
}

/** @throws RequestRefused 400 for anything but `revision` and `lang`, each at most once. */
function optionsOf(request: HttpRequest): { language: Language; revision: number | null } {
  const options = optionsIn(request, ['lang', 'revision']);
  const language = options && languageIn(options);
  if (!language || !/^[1-9]\d{0,3}$/.test(options.revision ?? '1')) throw unknownOption;
  return { language, revision: options.revision === undefined ? null : Number(options.revision) };
}

const noSuchReport = new RequestRefused(404, 'NOT_FOUND', {
  sv: 'Dokumentet finns inte, eller så får du inte se det.',
  en: 'There is no such document, or you may not see it.',
});
const unknownOption = new RequestRefused(400, 'BAD_REQUEST', {
  sv: 'Adressen får ha revision=ett heltal från 1 och lang=sv eller en, inget annat.',
  en: 'The address may have revision=a whole number from 1 and lang=sv or en, nothing else.',
});
