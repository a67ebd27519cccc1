import { authorise, type Permission } from '../../kernel/authorisation';
import { DomainError } from '../../kernel/errors';
import { assertOtherPerson } from '../../kernel/four-eyes';
import { type InputReader, type Optional, readInput } from '../../kernel/input';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import {
  assertMayDisclose,
  assertRaised,
  readSensitivity,
  type Sensitivity,
} from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import { type ControlPlanEntity, ControlPlanRepository } from '../control-plan';
import { DecisionRepository } from '../decision';
import { type DecisionValues, readDecision } from '../decision/domain/decision';
import { BoardRepository } from '../municipality';
import type { FollowUpOccasion } from '../municipality/domain/follow-up-occasion';
import {
  assertReportOpen,
  assertReportRevisable,
  assertReportWithdrawable,
  type Judgement,
  type ReportMove,
  type ReportState,
  reportFlagsOf,
  reportMovesFrom,
  reportStateAfter,
} from './domain/report-state';
import type { FollowUpReportEntity } from './follow-up-report.entity';
import {
  type FollowUpReportFilter,
  type FollowUpReportOrderField,
  FollowUpReportRepository,
  followUpReportList,
} from './follow-up-report.repository';

/** A report of the municipality; null when there is none with the id. */
export function findFollowUpReportById(
  request: RequestContext,
  id: string,
): Promise<FollowUpReportEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new FollowUpReportRepository(tx).find(id));
}

/** Which report somebody asks for. */
export interface FindFollowUpReport {
  /** A board by its code or id. */
  readonly board: string;
  readonly year: number;
  readonly occasion: FollowUpOccasion;
  /** Null asks for the decided revision, else the one that is being prepared. */
  readonly revision: number | null;
}

/** @throws DomainError NOT_FOUND when the municipality has no such board. */
export function findFollowUpReport(
  request: RequestContext,
  { board: boardCode, year, occasion, revision }: FindFollowUpReport,
): Promise<FollowUpReportEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read(async (tx) => {
    const { id: boardId } = await new BoardRepository(tx).getByCodeOrId(boardCode);
    const reports = new FollowUpReportRepository(tx);
    const report = { boardId, year, occasion };
    return revision === null ? reports.findCurrent(report) : reports.findRevision(report, revision);
  });
}

/** What a caller can narrow reports to; a board by its code or id. */
export interface ListFollowUpReportsFilter extends Omit<FollowUpReportFilter, 'boardId'> {
  readonly board?: string | null;
}

/** Reports, a page at a time. */
export async function listFollowUpReports(
  request: RequestContext,
  { filter, ...list }: ListArguments<ListFollowUpReportsFilter, FollowUpReportOrderField>,
): Promise<Page<FollowUpReportEntity>> {
  authorise(request.actor, 'register:read', null);
  const { board, ...conditions } = filter ?? {};
  const boardId = await request.unitOfWork.read((tx) => new BoardRepository(tx).idOf(board));
  return pageOf(request, followUpReportList, { ...list, filter: { ...conditions, boardId } });
}

/** What a state of a report allows now. */
export function possibleReportMovesOf({ state }: { state: ReportState }): ReportMove[] {
  return reportMovesFrom(state);
}

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
  readonly asOf: string;
}

/**
 * Begins a report. It follows the register as of its day until it is submitted.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, or CONFLICT when the board has no plan in
 *   force, or a report for the occasion already.
 */
export async function draftFollowUpReport(
  request: RequestContext,
  { board: boardCode, year, occasion, asOf, ...raw }: DraftFollowUpReport,
): Promise<FollowUpReportEntity> {
  authorise(request.actor, 'follow-up-report:draft', null);
  const values = readInput((input) => {
    checkAsOf(input, asOf, year);
    return { year: input.year('year', year), ...readValues(input, raw) };
  });
  return request.unitOfWork.write('FOLLOW_UP_REPORT_DRAFTED', async (tx) => {
    const board = await new BoardRepository(tx).getByCodeOrId(boardCode);
    authorise(request.actor, 'follow-up-report:draft', board.id);
    const plan = await planInForce(tx, board.id, year);
    const reports = new FollowUpReportRepository(tx);
    const identity = { boardId: board.id, year, occasion };
    const last = await reports.last('number', identity);
    if (occasion !== 'IMMEDIATE' && last > 0) await refuseSecond(reports, identity);
    return reports.insert({
      ...values,
      boardId: board.id,
      planId: plan.id,
      occasion,
      asOf,
      number: occasion === 'IMMEDIATE' ? last + 1 : 1,
      revision: 1,
      state: 'DRAFT',
      flags: [],
    });
  });
}

async function planInForce(tx: Tx, boardId: string, year: number): Promise<ControlPlanEntity> {
  const plan = await new ControlPlanRepository(tx).findInForce(boardId, year);
  if (plan) return plan;
  throw new DomainError('CONFLICT', {
    type: 'FollowUpReport',
    rule: {
      sv: 'nämnden har ingen antagen plan för året',
      en: 'the board has no adopted plan for the year',
    },
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

/** A change of a report, as the caller saw it at `expectedVersion`. */
export interface MoveFollowUpReport {
  readonly reportId: string;
  readonly expectedVersion: number;
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
    const { boardId, year, occasion, number, asOf } = decided;
    authorise(request.actor, 'follow-up-report:draft', boardId);
    assertVersion(decided, expectedVersion);
    assertReportRevisable(decided.state);
    const plan = await planInForce(tx, boardId, year);
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
      planId: plan.id,
      revision: last + 1,
      state: 'DRAFT',
      flags: [],
    });
  });
}

/** The board may have adopted a new revision of the plan since the draft was begun. */
async function followPlanInForce(tx: Tx, report: FollowUpReportEntity): Promise<void> {
  const plan = await planInForce(tx, report.boardId, report.year);
  if (plan.id !== report.planId) {
    await new FollowUpReportRepository(tx).follow(report.id, plan.id);
  }
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

/** What is to change in a draft; what is left out stays. */
export interface UpdateFollowUpReport extends MoveFollowUpReport, ReportValues {
  readonly asOf?: Optional<string>;
}

/**
 * Changes a draft's day, summary or judgement, and lets it follow the revision of the plan in force.
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
      await followPlanInForce(tx, current);
      readInput((input) => checkAsOf(input, asOf, current.year));
      return { ...values, asOf: asOf ?? undefined };
    },
  );
}

/**
 * Lays a report before the board. From now on it says what the register says at this moment, so its
 * day must have come.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, ILLEGAL_MOVE or STALE_VERSION.
 */
export function submitFollowUpReport(
  request: RequestContext,
  report: MoveFollowUpReport,
): Promise<FollowUpReportEntity> {
  return changeReport(
    request,
    'follow-up-report:submit',
    'FOLLOW_UP_REPORT_SUBMITTED',
    report,
    async (current, tx) => {
      const state = reportStateAfter(current.state, 'submit');
      readInput((input) => input.pastDay('asOf', current.asOf, request.clock.today()));
      await followPlanInForce(tx, current);
      await new FollowUpReportRepository(tx).storeRows(current.id);
      const submittedBy = request.actor.subject;
      return { state, submittedBy, submittedOn: request.clock.today(), remitReason: null };
    },
  );
}

/** A report that is sent back, and why. */
export interface RemitFollowUpReport extends MoveFollowUpReport {
  readonly reason?: Optional<string>;
}

/**
 * Sends a submitted report back for more work; it follows the register again.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, ILLEGAL_MOVE or STALE_VERSION.
 */
export async function remitFollowUpReport(
  request: RequestContext,
  { reason, ...report }: RemitFollowUpReport,
): Promise<FollowUpReportEntity> {
  authorise(request.actor, 'follow-up-report:remit', null);
  const remitReason = readInput((input) => input.text('reason', reason)) ?? null;
  return changeReport(
    request,
    'follow-up-report:remit',
    'FOLLOW_UP_REPORT_REMITTED',
    report,
    async (current, tx) => {
      const state = reportStateAfter(current.state, 'remit');
      await new FollowUpReportRepository(tx).dropRows(current.id);
      return { state, submittedBy: null, submittedOn: null, remitReason };
    },
  );
}

/** The board's decision on a report. */
export interface DecideFollowUpReport extends MoveFollowUpReport {
  readonly decision: DecisionValues;
}

/**
 * Records that the board decided on the report: it is frozen, and supersedes the decided revision.
 *
 * @throws DomainError FORBIDDEN (also to the submitter), BAD_USER_INPUT, NOT_FOUND, ILLEGAL_MOVE or STALE_VERSION.
 */
export function decideFollowUpReport(
  request: RequestContext,
  { decision: raw, ...report }: DecideFollowUpReport,
): Promise<FollowUpReportEntity> {
  authorise(request.actor, 'follow-up-report:decide', null);
  const now = request.clock.now();
  const values = readInput((input) => readDecision(input, 'decision', raw, request.clock.today()));
  return changeReport(
    request,
    'follow-up-report:decide',
    'FOLLOW_UP_REPORT_DECIDED',
    report,
    async (current, tx) => {
      const state = reportStateAfter(current.state, 'decide');
      assertOtherPerson(request.actor, 'follow-up-report:decide', [current.submittedBy], {
        sv: 'en annan person än den som lade fram uppföljningen ska registrera beslutet',
        en: 'another person than the one who submitted the report must record the decision',
      });
      const reports = new FollowUpReportRepository(tx);
      const before = await reports.findDecided(current);
      if (before) {
        await reports.change(before.id, before.version, { state: 'SUPERSEDED' });
      }
      const decisions = new DecisionRepository(tx);
      const decision = await decisions.record(current, values, now);
      const flags = reportFlagsOf({ decision, judgement: current.judgement });
      const decidedBy = request.actor.subject;
      return { state, decidedBy, decisionId: decision.id, flags, frozenAt: now };
    },
  );
}

/** A report that is to be more secret, as the caller saw it at `expectedVersion`, and why. */
export interface RaiseFollowUpReportSensitivity extends MoveFollowUpReport {
  readonly sensitivity: Sensitivity;
  readonly reason: string;
}

/**
 * Makes a report's own words more secret in every revision of it, with what was decided on them, also
 * where they are frozen. No text changes.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND or STALE_VERSION.
 */
export async function raiseFollowUpReportSensitivity(
  request: RequestContext,
  { reportId, expectedVersion, sensitivity, reason: raw }: RaiseFollowUpReportSensitivity,
): Promise<FollowUpReportEntity> {
  authorise(request.actor, 'follow-up-report:draft', null);
  const reason = readInput((input) => input.requiredText('reason', raw));
  return request.unitOfWork.write('FOLLOW_UP_REPORT_SENSITIVITY_RAISED', async (tx) => {
    const reports = new FollowUpReportRepository(tx);
    const report = await reports.lock(reportId);
    authorise(request.actor, 'follow-up-report:draft', report.boardId);
    assertVersion(report, expectedVersion);
    assertRaised(report.sensitivity, sensitivity);
    await reports.raiseSensitivity(report, sensitivity, reason);
    return reports.get(reportId);
  });
}

type Changes = Parameters<FollowUpReportRepository['change']>[2];

async function changeReport(
  request: RequestContext,
  permission: Permission,
  act: string,
  { reportId, expectedVersion }: MoveFollowUpReport,
  changesOf: (report: FollowUpReportEntity, tx: Tx) => Promise<Changes>,
): Promise<FollowUpReportEntity> {
  authorise(request.actor, permission, null);
  return request.unitOfWork.write(act, async (tx) => {
    const reports = new FollowUpReportRepository(tx);
    const report = await reports.lock(reportId);
    authorise(request.actor, permission, report.boardId);
    assertVersion(report, expectedVersion);
    return reports.change(reportId, expectedVersion, await changesOf(report, tx));
  });
}

/** The day of a report lies in the year of its plan, or in the next one when it is late. */
function checkAsOf(input: InputReader, asOf: Optional<string>, year: number): void {
  const asOfYear = Number(asOf?.slice(0, 4) ?? year);
  if (asOfYear === year || asOfYear === year + 1) return;
  input.fault('asOf', {
    sv: `ska ligga i ${year} eller ${year + 1}`,
    en: `must be a day of ${year} or ${year + 1}`,
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
