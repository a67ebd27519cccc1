import { authorise } from '../../kernel/authorisation';
import { DomainError, invalid } from '../../kernel/errors';
import { type InputReader, listOf, type Optional, readInput } from '../../kernel/input';
import type { RequestContext } from '../../kernel/request-context';
import { assertMayDisclose, readSensitivity, type Sensitivity } from '../../kernel/sensitivity';
import { FollowUpRoundRepository } from '../follow-up';
import {
  assertReportOpen,
  assertReportRevisable,
  assertReportWithdrawable,
  type Judgement,
} from '../follow-up/domain/report-state';
import { BoardRepository } from '../municipality';
import {
  changeSupervision,
  lockSupervision,
  type MoveSupervisionReport,
} from './supervision-change';
import type { SupervisionReportEntity } from './supervision-report.entity';
import { SupervisionReportRepository } from './supervision-report.repository';

/** What the executive board says in its own words; what is left out stays, or is empty in a new report. */
export interface SupervisionValues {
  readonly summary?: Optional<string>;
  readonly proposals?: Optional<readonly string[]>;
  readonly sensitivity?: Optional<Sensitivity>;
}

/** A new report on a round. */
export interface DraftSupervisionReport extends SupervisionValues {
  readonly roundId: string;
}

/**
 * Begins the executive board's report on a round of follow-up. It follows the register until it is
 * submitted.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, or CONFLICT when there is a report on the
 *   round already.
 */
export async function draftSupervisionReport(
  request: RequestContext,
  { roundId, ...raw }: DraftSupervisionReport,
): Promise<SupervisionReportEntity> {
  authorise(request.actor, 'supervision:draft', null);
  const values = readInput((input) => readValues(input, raw));
  return request.unitOfWork.write('SUPERVISION_REPORT_DRAFTED', async (tx) => {
    const board = await new BoardRepository(tx).getExecutiveBoard(request.clock.today());
    authorise(request.actor, 'supervision:draft', board.id);
    const round = await new FollowUpRoundRepository(tx).get(roundId);
    const reports = new SupervisionReportRepository(tx);
    if (await reports.findDecided(round.id)) throw isDecided();
    return reports.insert({
      ...values,
      proposals: values.proposals ?? [],
      boardId: board.id,
      roundId: round.id,
      asOf: round.asOf,
      revision: (await reports.lastRevision(round.id)) + 1,
      state: 'DRAFT',
      flags: [],
    });
  });
}

function isDecided(): DomainError<'CONFLICT'> {
  return new DomainError('CONFLICT', {
    type: 'SupervisionReport',
    rule: {
      sv: 'uppsikten över omgången är redan beslutad; gör en ny revision av den',
      en: 'the report on the round is decided already; revise that one',
    },
  });
}

/**
 * Begins the next revision of a decided report, with its words and judgements. The decided one holds
 * until the executive board has decided on the new one.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, ILLEGAL_MOVE, STALE_VERSION or CONFLICT.
 */
export async function reviseSupervisionReport(
  request: RequestContext,
  move: MoveSupervisionReport,
): Promise<SupervisionReportEntity> {
  authorise(request.actor, 'supervision:draft', null);
  return request.unitOfWork.write('SUPERVISION_REPORT_REVISED', async (tx) => {
    const decided = await lockSupervision(tx, request, 'supervision:draft', move);
    assertReportRevisable(decided.state);
    const reports = new SupervisionReportRepository(tx);
    const { boardId, roundId, asOf, summary, proposals, sensitivity } = decided;
    const draft = await reports.insert({
      ...{ boardId, roundId, asOf, summary, proposals, sensitivity },
      revision: (await reports.lastRevision(roundId)) + 1,
      state: 'DRAFT',
      flags: [],
    });
    await reports.copyJudgements(decided.id, draft.id);
    return draft;
  });
}

/** What is to change in a draft; what is left out stays. */
export interface UpdateSupervisionReport extends MoveSupervisionReport, SupervisionValues {}

/**
 * Changes the words of a draft.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, FROZEN, ILLEGAL_MOVE or STALE_VERSION.
 */
export async function updateSupervisionReport(
  request: RequestContext,
  { summary, proposals, sensitivity, ...move }: UpdateSupervisionReport,
): Promise<SupervisionReportEntity> {
  authorise(request.actor, 'supervision:draft', null);
  const values = readInput((input) => readValues(input, { summary, proposals, sensitivity }));
  return changeSupervision(
    request,
    'supervision:draft',
    'SUPERVISION_REPORT_UPDATED',
    move,
    async (current) => {
      assertReportOpen(current.state, 'SupervisionReport');
      assertMayDisclose(request.actor, current, values);
      return values;
    },
  );
}

/** What the executive board thinks of a body, by code or id; null when it takes its judgement back. */
export interface JudgeInternalControl extends MoveSupervisionReport {
  readonly board: string;
  readonly judgement: Judgement | null;
  readonly motive?: Optional<string>;
}

/**
 * Says in a draft what the executive board thinks of the internal control of one body. A judgement
 * without a motive is flagged when it is decided on, never refused.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, FROZEN, ILLEGAL_MOVE or STALE_VERSION.
 */
export async function judgeInternalControl(
  request: RequestContext,
  { board, judgement, motive: raw, ...move }: JudgeInternalControl,
): Promise<SupervisionReportEntity> {
  authorise(request.actor, 'supervision:draft', null);
  const motive = readInput((input) => {
    const text = input.text('motive', raw) ?? null;
    if (judgement === null && text !== null) {
      input.fault('motive', {
        sv: 'anges bara med en bedömning',
        en: 'is only given with a judgement',
      });
    }
    return text;
  });
  return changeSupervision(
    request,
    'supervision:draft',
    'INTERNAL_CONTROL_JUDGED',
    move,
    async ({ id, roundId, state }, tx) => {
      assertReportOpen(state, 'SupervisionReport');
      const { id: boardId } = await new BoardRepository(tx).getByCodeOrId(board);
      const concerned = await new FollowUpRoundRepository(tx).boardsOf([roundId]);
      if (!concerned.some((each) => each.boardId === boardId)) {
        throw invalid('board', {
          sv: 'ingår inte i omgången',
          en: 'is not among the bodies of the round',
        });
      }
      const judged = judgement === null ? null : { judgement, motive };
      await new SupervisionReportRepository(tx).setJudgement(id, boardId, judged);
      return {};
    },
  );
}

/**
 * Takes away a draft that nobody wants. Nobody has decided on it, and the audit trail remembers it.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, ILLEGAL_MOVE or STALE_VERSION.
 */
export async function withdrawSupervisionReport(
  request: RequestContext,
  move: MoveSupervisionReport,
): Promise<void> {
  authorise(request.actor, 'supervision:draft', null);
  await request.unitOfWork.write('SUPERVISION_REPORT_WITHDRAWN', async (tx) => {
    const report = await lockSupervision(tx, request, 'supervision:draft', move);
    assertReportWithdrawable(report.state);
    await new SupervisionReportRepository(tx).withdraw(report.id);
  });
}

function readValues(input: InputReader, raw: SupervisionValues) {
  const proposals = listOf(raw.proposals);
  return {
    summary: input.text('summary', raw.summary),
    proposals: proposals && input.lines('proposals', proposals, 50),
    sensitivity: readSensitivity(input, raw.sensitivity),
  };
}
