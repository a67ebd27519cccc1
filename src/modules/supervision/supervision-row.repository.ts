import { groupedBy } from '../../kernel/loaders';
import type { Tx } from '../../kernel/unit-of-work';
import { actionStateOn } from '../action';
import { boardYears } from '../comparison';
import { unchangedByPlan } from '../control-plan';
import {
  type FollowUpRoundEntity,
  FollowUpRoundRepository,
  type ReportedActionContent,
  reportedActionJson,
  reportedStandingOf,
  standingOf,
} from '../follow-up';
import { figuresOf } from '../follow-up/domain/figures';
import type { Judgement } from '../follow-up/domain/report-state';
import { submissionOf } from '../follow-up/domain/submission';
import { SupervisionRowEntity } from './supervision-report.entity';
import type { SupervisionRowContent } from './supervision-row';

/** What the register says of each body in a round, in a number of queries that does not grow. */
export async function supervisionRowsOf(
  tx: Tx,
  round: FollowUpRoundEntity,
): Promise<SupervisionRowContent[]> {
  const { id, year, asOf, dueOn } = round;
  const boards = await new FollowUpRoundRepository(tx).boardsOf([id]);
  const boardIds = boards.map(({ boardId }) => boardId);
  const plans = new Map(
    (await boardYears(tx, { from: year, to: year, boardIds })).map((plan) => [plan.boardId, plan]),
  );
  const shown = boards.map((board) => {
    const { state, reportId } = submissionOf(board.reports, dueOn, asOf);
    const isSubmitted = state === 'SUBMITTED' || state === 'DECIDED';
    return { board, plan: plans.get(board.boardId), reportId: isSubmitted ? reportId : null };
  });

  const reportIds = shown.flatMap(({ reportId }) => reportId ?? []);
  const unreported = shown.filter(({ reportId }) => reportId === null);
  const reported = groupedBy(await reportedStandingOf(tx, reportIds), ({ reportId }) => reportId);
  const registered = groupedBy(
    await standingOf(
      tx,
      unreported.flatMap(({ plan }) => plan?.planId ?? []),
      asOf,
    ),
    ({ planId }) => planId,
  );
  const judgements = await ownJudgementsOf(tx, reportIds);
  const planIds = shown.flatMap(({ plan }) => plan?.planId ?? []);
  const unchanged = await unchangedByPlan(tx, planIds);
  const overdue = await overdueActionsOf(tx, boardIds, asOf);

  return shown.map(({ board, plan, reportId }) => {
    const planId = plan?.planId ?? null;
    const items = reportId ? reported.get(reportId) : registered.get(planId ?? '');
    return {
      boardId: board.boardId,
      planId,
      adoptedOn: plan?.adoptedOn ?? null,
      existsFrom: plan?.existsFrom ?? null,
      existsTo: plan?.existsTo ?? null,
      reports: board.reports,
      ownJudgement: judgements.get(reportId ?? '') ?? null,
      basis: reportId ? 'REPORT' : planId ? 'REGISTER' : null,
      figures: figuresOf(items ?? []),
      unchanged: unchanged.get(planId ?? '') ?? [],
      overdueActions: overdue.get(board.boardId) ?? [],
    };
  });
}

/**
 * Who had an action on a day: who has it now, or who has handed it on since. A merger is recorded before
 * its day, and actions move at once.
 */
const OVERDUE_ACTIONS = `
  SELECT held.board_id AS "boardId",
    jsonb_agg(${reportedActionJson('$3::date')} ORDER BY action.due_on, action.id) AS actions
  FROM action
  CROSS JOIN LATERAL (SELECT coalesce((
    SELECT transfer.from_board_id FROM board_transfer transfer
    JOIN board_merger merger ON merger.municipality_id = transfer.municipality_id
      AND merger.id = transfer.merger_id
    WHERE transfer.municipality_id = action.municipality_id AND transfer.action_id = action.id
      AND merger.merged_on > $3
    ORDER BY merger.merged_on LIMIT 1), action.board_id) AS board_id) held
  WHERE action.municipality_id = $1 AND held.board_id = ANY ($2) AND action.kind <> 'NONE_REQUIRED'
    AND action.raised_on <= $3 AND action.due_on < $3
    AND ${actionStateOn('$3')} IN ('PLANNED','IN_PROGRESS')
  GROUP BY held.board_id`;

async function overdueActionsOf(
  { manager, scope }: Tx,
  boardIds: readonly string[],
  asOf: string,
): Promise<Map<string, ReportedActionContent[]>> {
  const parameters = [scope.municipalityId, boardIds, asOf];
  const rows = await manager.query<{ boardId: string; actions: ReportedActionContent[] }[]>(
    OVERDUE_ACTIONS,
    parameters,
  );
  return new Map(rows.map(({ boardId, actions }) => [boardId, actions]));
}

async function ownJudgementsOf(
  { manager, scope }: Tx,
  reportIds: readonly string[],
): Promise<Map<string, Judgement | null>> {
  const rows = await manager.query<{ id: string; judgement: Judgement | null }[]>(
    'SELECT id, judgement FROM follow_up_report WHERE municipality_id = $1 AND id = ANY ($2)',
    [scope.municipalityId, reportIds],
  );
  return new Map(rows.map(({ id, judgement }) => [id, judgement]));
}

/** What submitted reports say of each body, by name as it is now. */
export async function storedSupervisionRows(
  { manager, scope }: Tx,
  reportIds: readonly string[],
): Promise<Map<string, SupervisionRowContent[]>> {
  const rows = await manager.query<{ reportId: string; content: SupervisionRowContent }[]>(
    `SELECT stored.report_id AS "reportId", stored.content FROM supervision_row stored
     JOIN board ON board.municipality_id = stored.municipality_id AND board.id = stored.board_id
     WHERE stored.municipality_id = $1 AND stored.report_id = ANY ($2)
     ORDER BY stored.report_id, board.name COLLATE "sv-SE-x-icu", board.id`,
    [scope.municipalityId, reportIds],
  );
  const byReport = groupedBy(rows, ({ reportId }) => reportId);
  return new Map([...byReport].map(([id, all]) => [id, all.map(({ content }) => content)]));
}

/** Keeps what the register says now as what the report says. */
export async function storeSupervisionRows(
  { manager, scope }: Tx,
  reportId: string,
  rows: readonly SupervisionRowContent[],
): Promise<void> {
  const stored = rows.map((content) => ({ ...scope, reportId, boardId: content.boardId, content }));
  if (stored.length > 0) await manager.insert(SupervisionRowEntity, stored as object[]);
}

/** Lets a report that was remitted follow the register again. */
export async function dropSupervisionRows({ manager, scope }: Tx, reportId: string): Promise<void> {
  await manager.delete(SupervisionRowEntity, { ...scope, reportId });
}
