import { authorise } from '../../kernel/authorisation';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import type { RequestContext } from '../../kernel/request-context';
import { FollowUpRoundRepository, roundById } from '../follow-up';
import { type Figures, sumOfFigures } from '../follow-up/domain/figures';
import { type ReportMove, reportMovesFrom } from '../follow-up/domain/report-state';
import type { RoundIdentity } from '../follow-up/domain/round';
import { type Lateness, type SupervisionJudgement, withLateness } from './domain/supervision';
import { judgementsByReport, rowsByRound, storedRowsByReport } from './supervision.loader';
import type { SupervisionReportEntity } from './supervision-report.entity';
import {
  type SupervisionReportFilter,
  type SupervisionReportOrderField,
  SupervisionReportRepository,
  supervisionReportList,
} from './supervision-report.repository';
import type { SupervisionRowContent } from './supervision-row';

/** A report on supervision of the municipality; null when there is none with the id. */
export function findSupervisionReportById(
  request: RequestContext,
  id: string,
): Promise<SupervisionReportEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new SupervisionReportRepository(tx).find(id));
}

/**
 * The report on a round; null when there is none, or no such round.
 *
 * @param revision null asks for the decided revision, else the one that is being prepared.
 */
export function findSupervisionReport(
  request: RequestContext,
  identity: RoundIdentity,
  revision: number | null,
): Promise<SupervisionReportEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read(async (tx) => {
    const round = await new FollowUpRoundRepository(tx).findFor(identity);
    if (!round) return null;
    const reports = new SupervisionReportRepository(tx);
    return revision === null
      ? reports.findCurrent(round.id)
      : reports.findRevision(round.id, revision);
  });
}

/** Reports on supervision, a page at a time. */
export function listSupervisionReports(
  request: RequestContext,
  list: ListArguments<SupervisionReportFilter, SupervisionReportOrderField>,
): Promise<Page<SupervisionReportEntity>> {
  authorise(request.actor, 'register:read', null);
  return pageOf(request, supervisionReportList, list);
}

/** What the state of a report allows now. */
export function possibleSupervisionMovesOf({
  state,
}: Pick<SupervisionReportEntity, 'state'>): ReportMove[] {
  return reportMovesFrom(state);
}

/** The day whose state a report tells: a draft follows that of its round. */
export async function asOfSupervision(
  { loaders }: RequestContext,
  { roundId, state, asOf }: Pick<SupervisionReportEntity, 'roundId' | 'state' | 'asOf'>,
): Promise<string> {
  if (state !== 'DRAFT') return asOf;
  return (await loaders.load(roundById, roundId))?.asOf ?? asOf;
}

type Report = Pick<SupervisionReportEntity, 'id' | 'roundId' | 'state' | 'submittedOn'>;

/** A body in a report, with what the executive board thinks of its internal control. */
export interface JudgedRow extends SupervisionRowContent, Lateness {
  readonly judgement: SupervisionJudgement | null;
}

/** What a report says of each body: as it was submitted, or of the register while it is a draft. */
export async function rowsOfSupervision(
  { loaders, clock }: RequestContext,
  { id, roundId, state, submittedOn }: Report,
): Promise<JudgedRow[]> {
  const isDraft = state === 'DRAFT';
  const [facts, judgements, round] = await Promise.all([
    isDraft ? loaders.loadList(rowsByRound, roundId) : loaders.loadList(storedRowsByReport, id),
    loaders.loadList(judgementsByReport, id),
    loaders.load(roundById, roundId),
  ]);
  if (!round) throw new Error(`The report ${id} is about a round that is not there`);
  const day = (isDraft ? null : submittedOn) ?? clock.today();
  return facts.map((each) => ({
    ...withLateness(each, round, day),
    judgement: judgements.find(({ boardId }) => boardId === each.boardId) ?? null,
  }));
}

/** The figures of all bodies together. */
export async function totalsOfSupervision(
  request: RequestContext,
  report: Report,
): Promise<Figures> {
  const rows = await rowsOfSupervision(request, report);
  return sumOfFigures(rows.map(({ figures }) => figures));
}
