import { authorise } from '../../kernel/authorisation';
import { DomainError } from '../../kernel/errors';
import { type InputReader, type Optional, readInput } from '../../kernel/input';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import { assertMayDisclose, readSensitivity, type Sensitivity } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import { type ControlPlanEntity, ControlPlanRepository, PlanItemRepository } from '../control-plan';
import { BoardRepository } from '../municipality';
import type { FollowUpOccasion } from '../municipality/domain/follow-up-occasion';
import {
  assertReportOpen,
  assertReportRevisable,
  assertReportWithdrawable,
  type Judgement,
} from './domain/report-state';
import { checkDayOfYear, readAsOf, roundFor } from './domain/round';
import { followBasis, placeInPlan, planInForce } from './follow-up-basis';
import { changeReport, type MoveFollowUpReport } from './follow-up-change';
import type { FollowUpReportEntity } from './follow-up-report.entity';
import { FollowUpReportRepository } from './follow-up-report.repository';
import { FollowUpRoundRepository } from './follow-up-round.repository';

/** What the board says in its own words; what is left out stays, or is unknown in a new report. */
export interface ReportValues {
  readonly summary?: Optional<string>;
  readonly judgement?: Optional<Judgement>;
  readonly judgementMotive?: Optional<string>;
  readonly sensitivity?: Optional<Sensitivity>;
}

/** A new report of a board, by code or id, on its plan in force. */
export interface DraftFollowUpReport extends ReportValues {
  readonly board: string;
  readonly year: number;
  readonly occasion: FollowUpOccasion;
  /** That of its round when it has one; needed otherwise. */
  readonly asOf?: Optional<string>;
}

/**
 * Begins a report. It follows the register as of its day until it is submitted.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, or CONFLICT when the board has no plan in
 *   force, or a report for the occasion already, or the municipality does not follow up then.
 */
export async function draftFollowUpReport(
  request: RequestContext,
  { board: boardCode, year, occasion, asOf, ...raw }: DraftFollowUpReport,
): Promise<FollowUpReportEntity> {
  authorise(request.actor, 'follow-up-report:draft', null);
  const values = readInput((input) => {
    checkDayOfYear(input, 'asOf', asOf, year);
    return { year: input.year('year', year), ...readValues(input, raw) };
  });
  return request.unitOfWork.write('FOLLOW_UP_REPORT_DRAFTED', async (tx) => {
    const board = await new BoardRepository(tx).getByCodeOrId(boardCode);
    authorise(request.actor, 'follow-up-report:draft', board.id);
    const plan = await planInForce(tx, board.id, year);
    const round = roundFor(await new FollowUpRoundRepository(tx).lockYear(year), occasion);
    const day = readInput((input) => readAsOf(input, asOf, round));
    const reports = new FollowUpReportRepository(tx);
    const identity = { boardId: board.id, year, occasion };
    const isImmediate = occasion === 'IMMEDIATE';
    if (!isImmediate && (await reports.last('number', identity)) > 0) {
      await refuseSecond(reports, identity);
    }
    return reports.insert({
      ...values,
      boardId: board.id,
      planId: plan.id,
      occasion,
      asOf: day,
      number: isImmediate ? await nextNumber(tx, plan) : 1,
      revision: 1,
      state: 'DRAFT',
      flags: [],
    });
  });
}

async function refuseSecond(
  reports: FollowUpReportRepository,
  identity: Parameters<FollowUpReportRepository['findCurrent']>[0],
): Promise<void> {
  const current = await reports.findCurrent(identity);
  throw new DomainError('CONFLICT', {
    type: 'FollowUpReport',
    rule:
      current?.state === 'DECIDED'
        ? {
            sv: 'nämnden har redan beslutat om uppföljningen; gör en ny revision av den',
            en: 'the board has decided on the report already; revise that one',
          }
        : {
            sv: 'en uppföljning för nämnden och tillfället håller redan på att tas fram',
            en: 'a report for the board and occasion is already being prepared',
          },
  });
}

/** A report at once, on one row of a plan, of any revision. */
export interface RaiseImmediateReport {
  readonly planItemId: string;
  readonly summary: string;
  /** Today when it is left out. */
  readonly asOf?: Optional<string>;
  /** That of the row when it is left out. */
  readonly sensitivity?: Optional<Sensitivity>;
}

/**
 * Begins a report on one row of the plan in force that cannot wait for the next round. Nothing but that
 * row is told.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, or CONFLICT when no plan in force has the row.
 */
export async function raiseImmediateReport(
  request: RequestContext,
  { planItemId, asOf, ...raw }: RaiseImmediateReport,
): Promise<FollowUpReportEntity> {
  authorise(request.actor, 'follow-up-report:draft', null);
  const today = request.clock.today();
  const values = readInput((input) => ({
    summary: input.requiredText('summary', raw.summary),
    sensitivity: readSensitivity(input, raw.sensitivity),
    asOf: input.pastDay('asOf', asOf, today) ?? today,
  }));
  return request.unitOfWork.write('IMMEDIATE_REPORT_RAISED', async (tx) => {
    const items = new PlanItemRepository(tx);
    const { planId, stableId } = await items.get(planItemId);
    const { boardId, year } = await new ControlPlanRepository(tx).get(planId);
    authorise(request.actor, 'follow-up-report:draft', boardId);
    readInput((input) => checkDayOfYear(input, 'asOf', values.asOf, year));
    const plan = await planInForce(tx, boardId, year);
    const item = await items.findInPlan(plan.id, stableId);
    if (!item) throw notInForce();
    const [stated] = await items.byIds([item.id]);
    return new FollowUpReportRepository(tx).insert({
      ...values,
      // What is said about a secret is a secret, unless somebody says otherwise.
      sensitivity: values.sensitivity ?? stated?.secrecy.sensitivity,
      boardId,
      year,
      planId: plan.id,
      itemId: item.id,
      itemStableId: stableId,
      occasion: 'IMMEDIATE',
      number: await nextNumber(tx, plan),
      revision: 1,
      state: 'DRAFT',
      flags: [],
    });
  });
}

function notInForce(): DomainError<'CONFLICT'> {
  return new DomainError('CONFLICT', {
    type: 'FollowUpReport',
    rule: {
      sv: 'raden finns inte i den plan som gäller',
      en: 'the plan in force does not have the row',
    },
  });
}

/** The number of one more immediate report; the lock keeps two at once from getting the same. */
async function nextNumber(tx: Tx, { id, boardId, year }: ControlPlanEntity): Promise<number> {
  await new ControlPlanRepository(tx).lock(id);
  const identity = { boardId, year, occasion: 'IMMEDIATE' } as const;
  return (await new FollowUpReportRepository(tx).last('number', identity)) + 1;
}

/**
 * Begins the next revision of a decided report, on the plan in force, as of the same day. The decided
 * one holds until the board has decided on the new one.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, ILLEGAL_MOVE, STALE_VERSION or CONFLICT.
 */
export async function reviseFollowUpReport(
  request: RequestContext,
  { reportId, expectedVersion }: MoveFollowUpReport,
): Promise<FollowUpReportEntity> {
  authorise(request.actor, 'follow-up-report:draft', null);
  return request.unitOfWork.write('FOLLOW_UP_REPORT_REVISED', async (tx) => {
    const reports = new FollowUpReportRepository(tx);
    const decided = await reports.lock(reportId);
    const { boardId, year, occasion, number, asOf, itemStableId } = decided;
    authorise(request.actor, 'follow-up-report:draft', boardId);
    assertVersion(decided, expectedVersion);
    assertReportRevisable(decided.state);
    const place = await placeInPlan(tx, decided);
    const last = await reports.last('revision', { boardId, year, occasion, number });
    const { summary, judgement, judgementMotive, sensitivity } = decided;
    return reports.insert({
      boardId,
      year,
      occasion,
      number,
      asOf,
      summary,
      judgement,
      judgementMotive,
      sensitivity,
      ...place,
      itemStableId,
      revision: last + 1,
      state: 'DRAFT',
      flags: [],
    });
  });
}

/** What is to change in a draft; what is left out stays. */
export interface UpdateFollowUpReport extends MoveFollowUpReport, ReportValues {
  readonly asOf?: Optional<string>;
}

/**
 * Changes a draft's day, summary or judgement, and lets it follow the plan in force and its round.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, FROZEN, ILLEGAL_MOVE or STALE_VERSION.
 */
export async function updateFollowUpReport(
  request: RequestContext,
  { asOf, summary, judgement, judgementMotive, sensitivity, ...report }: UpdateFollowUpReport,
): Promise<FollowUpReportEntity> {
  authorise(request.actor, 'follow-up-report:draft', null);
  const values = readInput((input) =>
    readValues(input, { summary, judgement, judgementMotive, sensitivity }),
  );
  return changeReport(
    request,
    'follow-up-report:draft',
    'FOLLOW_UP_REPORT_UPDATED',
    report,
    async (current, tx) => {
      assertReportOpen(current.state);
      assertMayDisclose(request.actor, current, values);
      const basis = await followBasis(tx, current);
      const day = readInput((input) => {
        checkDayOfYear(input, 'asOf', asOf, current.year);
        return readAsOf(input, asOf ?? basis.asOf, basis.round);
      });
      return { ...values, asOf: day };
    },
  );
}

/**
 * Takes away a draft that nobody wants. Nobody has decided on it, and the audit trail remembers it.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, ILLEGAL_MOVE or STALE_VERSION.
 */
export async function withdrawFollowUpReport(
  request: RequestContext,
  { reportId, expectedVersion }: MoveFollowUpReport,
): Promise<void> {
  authorise(request.actor, 'follow-up-report:draft', null);
  await request.unitOfWork.write('FOLLOW_UP_REPORT_WITHDRAWN', async (tx) => {
    const reports = new FollowUpReportRepository(tx);
    const report = await reports.lock(reportId);
    authorise(request.actor, 'follow-up-report:draft', report.boardId);
    assertVersion(report, expectedVersion);
    assertReportWithdrawable(report.state);
    await reports.withdraw(reportId);
  });
}

function readValues(input: InputReader, raw: ReportValues) {
  return {
    summary: input.text('summary', raw.summary),
    judgement: raw.judgement,
    judgementMotive: input.text('judgementMotive', raw.judgementMotive),
    sensitivity: readSensitivity(input, raw.sensitivity),
  };
}
