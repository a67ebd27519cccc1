import { randomUUID } from 'node:crypto';
import { type Ask, sources } from '../../src/documents';
import { csvFormat } from '../../src/documents/formats/csv.format';
import { xlsxFormat } from '../../src/documents/formats/xlsx.format';
import { importRoutes } from '../../src/exchange/import-routes';
import type { ImportReport } from '../../src/exchange/run-import';
import { asCaller } from '../../src/front/as-caller';
import { type HttpRequest, RequestRefused } from '../../src/http';
import { problemReply } from '../../src/http/problem';
import type { Actor } from '../../src/kernel/authorisation';
import { createClock } from '../../src/kernel/clock';
import { createRequestContext } from '../../src/kernel/request-context';
import { writeCsv } from '../../src/spreadsheet/write-csv';
import type { TestDatabase } from '../support/database';
import type { TestMunicipality } from '../support/municipality';

/** What an import answers; a problem has the report too when it is about rows. */
export interface ImportAnswer extends ImportReport {
  readonly status: number;
  readonly code?: string;
  readonly userMessage?: { readonly sv: string };
}

/** How a file is sent. */
export interface Sending {
  /** False unless told. */
  readonly dryRun?: boolean | null;
  readonly actor?: Actor;
  readonly type?: string;
}

const types = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const today = '2025-12-16';

/** Sends files to be imported by the routes of the service, and takes documents out of it. */
export function exchangeOf({ application }: TestDatabase, of: TestMunicipality) {
  const controller = of.api.actorWith('CONTROLLER');
  let actor = controller;
  const clock = createClock(() => new Date(`${today}T12:00:00Z`));
  const routes = importRoutes(
    asCaller(async ({ signal }) => createRequestContext(application, actor, clock, { signal })),
  );

  const send = async (
    kind: string,
    bytes: Buffer,
    { dryRun = false, type = types.csv, actor: sender = controller }: Sending = {},
  ): Promise<ImportAnswer> => {
    const path = `/imports/${kind}`;
    const route = routes.find((each) => each.path === path);
    actor = sender;
    const request: HttpRequest = {
      ...{ id: randomUUID(), method: 'POST', path, parameters: {}, source: '127.0.0.1' },
      isHead: false,
      search: dryRun === null ? '' : `?dryRun=${dryRun}`,
      headers: { 'content-type': type },
      signal: new AbortController().signal,
      readBody: async () => bytes,
    };
    try {
      const reply = await route?.handle(request);
      return { status: reply?.status, ...JSON.parse(String(reply?.body)) };
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      return JSON.parse(String(problemReply(error, request.id).body));
    }
  };

  const ask: Ask = async (query, variables) => {
    const reader = { ...of.api.actorWith('AUDITOR'), withoutSecrets: true };
    const { data, errors } = await of.api.run(reader, query, { ...variables });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return data as never;
  };
  /** A document as a file to be imported. */
  const take = async (
    path: string,
    parameters: Record<string, string>,
    format: 'csv' | 'xlsx',
  ): Promise<[Buffer, Sending]> => {
    const source = sources.find((each) => each.path === path);
    const asked = { parameters, revision: null, language: 'sv', today } as const;
    const report = await source?.read(ask, asked);
    if (!report) throw new Error(`There is no ${path}`);
    const bytes = await (format === 'csv' ? csvFormat : xlsxFormat).write(report);
    return [bytes, { type: types[format] }];
  };

  return { send, take };
}

/** A CSV file with names of columns and rows. */
export const csvOf = (...rows: readonly (readonly (string | number | null)[])[]): Buffer =>
  writeCsv(rows, { decimalSign: ',' });

/** Texts that want to become something else on their way. */
export const hostileTexts = [
  "'",
  "'=1+1",
  "''=1+1",
  '=HYPERLINK("http://x")',
  '+46 70',
  '-5',
  '@sum',
  '007',
  'a;b,c',
  '"citat" och "mer',
  'å ä ö Å Ä Ö – €',
  '1e5',
  'SANT',
  '2025-01-31',
  ' ',
];
