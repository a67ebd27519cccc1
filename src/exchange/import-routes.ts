import { languageIn, optionsIn } from '../documents/address-options';
import { contentDisposition } from '../documents/content-disposition';
import { type HttpRequest, type Reply, RequestRefused, type Route } from '../http';
import { unavailable } from '../http/request-refused';
import { authorise } from '../kernel/authorisation';
import type { RequestContext } from '../kernel/request-context';
import { readSheet } from '../spreadsheet/read-sheet';
import { UnreadableFile, unreadableFiles } from '../spreadsheet/unreadable-file';
import { readTable, UnusableHeader } from './file-row';
import type { ImportKind } from './import-kind';
import { planImport } from './plan-import';
import { resultImport } from './result-import';
import { riskImport } from './risk-import';
import { type ImportReport, runImport } from './run-import';
import { templateFormats } from './template';

/** Answers a request in the name of its caller. */
export type AsWriter = (
  request: HttpRequest,
  answer: (context: RequestContext) => Promise<Reply>,
) => Promise<Reply>;

/** The longest file, in bytes. */
const LONGEST_FILE = 20 * 1024 ** 2;

/** Twenty thousand rows take minutes, each of them by way of the services. */
const ANSWER_MILLISECONDS = 15 * 60_000;

/** Each takes a connection to the database for as long as it lasts, and memory for its rows. */
const MOST_AT_ONCE = 2;

const mediaTypes = {
  'text/csv': 'CSV',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'WORKBOOK',
} as const;

/** Where files are taken in, and where templates for them are. */
export function importRoutes(asWriter: AsWriter): Route[] {
  let underWay = 0;
  const routesOf = <Row extends object>(kind: ImportKind<Row>): Route[] => [
    {
      methods: ['POST'],
      path: `/imports/${kind.table.name}`,
      answerMilliseconds: ANSWER_MILLISECONDS,
      handle: async (request) => {
        if (underWay >= MOST_AT_ONCE) throw unavailable;
        underWay += 1;
        try {
          return await takeIn(request, kind, asWriter);
        } finally {
          underWay -= 1;
        }
      },
    },
    {
      methods: ['GET'],
      path: `/imports/${kind.table.name}/:template`,
      handle: (request) => asWriter(request, () => template(request, kind)),
    },
  ];
  return [...routesOf(riskImport), ...routesOf(planImport), ...routesOf(resultImport)];
}

async function takeIn<Row extends object>(
  request: HttpRequest,
  kind: ImportKind<Row>,
  asWriter: AsWriter,
): Promise<Reply> {
  let file: Promise<Buffer> | undefined;
  return asWriter(request, async (context) => {
    authorise(context.actor, kind.permission, null);
    const { isDryRun, sheet } = optionsOf(request);
    const fileKind = kindOf(request);
    file ??= request.readBody(LONGEST_FILE);
    const table = await rowsOf(request, kind, { kind: fileKind, bytes: await file, sheet });
    const { signal } = request;
    const report = await runImport(context, kind, table, { isDryRun, signal });
    if (!isDryRun && report.counts.rejected > 0) throw rejected(report);
    return {
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ isDryRun, ...report }),
    };
  });
}

async function rowsOf<Row extends object>(
  { signal }: HttpRequest,
  { table, required }: ImportKind<Row>,
  { kind, bytes, sheet }: { kind: 'CSV' | 'WORKBOOK'; bytes: Buffer; sheet: string | null },
) {
  const columns = table.columns
    .filter(({ name }) => required.includes(name))
    .map(({ name, title }) => [name, title.sv, title.en]);
  try {
    const rows = await readSheet({ kind, bytes, name: sheet, columns }, signal);
    return readTable(rows, table, required);
  } catch (error) {
    if (error instanceof UnusableHeader) {
      throw new RequestRefused(400, 'BAD_REQUEST', error.userMessage);
    }
    if (!(error instanceof UnreadableFile)) throw error;
    const isTooMuch = error.reason === 'TOO_LARGE' || error.reason === 'TOO_SLOW';
    throw new RequestRefused(isTooMuch ? 413 : 400, 'BAD_REQUEST', unreadableFiles[error.reason]);
  }
}

function kindOf({ headers }: HttpRequest): 'CSV' | 'WORKBOOK' {
  const [type = ''] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const kind = mediaTypes[type.trim() as keyof typeof mediaTypes];
  if (kind === undefined || headers['content-encoding'] !== undefined) throw otherMediaType;
  return kind;
}

/** A dry run unless the address says otherwise, so that nobody writes by mistake. */
function optionsOf(request: HttpRequest): { isDryRun: boolean; sheet: string | null } {
  const options = optionsIn(request, ['dryRun', 'sheet']);
  const { dryRun = 'true', sheet = null } = options ?? { dryRun: '' };
  if (dryRun !== 'true' && dryRun !== 'false') throw unknownOption;
  return { isDryRun: dryRun === 'true', sheet };
}

async function template<Row extends object>(
  request: HttpRequest,
  { table }: ImportKind<Row>,
): Promise<Reply> {
  const options = optionsIn(request, ['lang']);
  const language = options && languageIn(options);
  if (!language) throw unknownLanguage;
  const format = templateFormats.find(
    ({ name }) => `template.${name}` === request.parameters.template,
  );
  if (!format) throw noSuchTemplate;
  return {
    status: 200,
    headers: {
      'content-type': format.mediaType,
      'content-disposition': contentDisposition(`${table.title[language]}.${format.name}`, {
        isShown: false,
      }),
    },
    body: await format.write(table, language),
  };
}

const rejected = (report: ImportReport) =>
  new RequestRefused(
    422,
    'BAD_USER_INPUT',
    {
      sv: `Inget är infört: ${report.counts.rejected} rader går inte att läsa in. Felen står i errors.`,
      en: `Nothing was written: ${report.counts.rejected} rows are refused. What is wrong stands in errors.`,
    },
    {},
    report,
  );

const otherMediaType = new RequestRefused(415, 'BAD_REQUEST', {
  sv: 'Filen ska vara hela anropets innehåll, av typen text/csv eller .xlsx (application/vnd.openxmlformats-officedocument.spreadsheetml.sheet), utan komprimering.',
  en: 'The file is the whole body of the request, of type text/csv or .xlsx (application/vnd.openxmlformats-officedocument.spreadsheetml.sheet), without an encoding.',
});
const unknownOption = new RequestRefused(400, 'BAD_REQUEST', {
  sv: 'Adressen får ha dryRun=true eller false och sheet=bladets namn, inget annat.',
  en: 'The address may have dryRun=true or false and sheet=the name of the sheet, nothing else.',
});
const unknownLanguage = new RequestRefused(400, 'BAD_REQUEST', {
  sv: 'Adressen får ha lang=sv eller en, inget annat.',
  en: 'The address may have lang=sv or en, nothing else.',
});
const noSuchTemplate = new RequestRefused(404, 'NOT_FOUND', {
  sv: 'Mallen finns som template.xlsx och template.csv.',
  en: 'The template is there as template.xlsx and template.csv.',
});
