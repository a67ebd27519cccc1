import { authorise } from '../../kernel/authorisation';
import { assertOtherPerson } from '../../kernel/four-eyes';
import { type Optional, readInput } from '../../kernel/input';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import { assertRaised, type Sensitivity } from '../../kernel/sensitivity';
import { DecisionRepository } from '../decision';
import { type DecisionValues, readDecision } from '../decision/domain/decision';
import { reportFlagsOf, reportStateAfter } from './domain/report-state';
import { followBasis } from './follow-up-basis';
import { changeReport, type MoveFollowUpReport } from './follow-up-change';
import type { FollowUpReportEntity } from './follow-up-report.entity';
import { FollowUpReportRepository } from './follow-up-report.repository';

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
      const { asOf } = await followBasis(tx, current);
      readInput((input) => input.pastDay('asOf', asOf, request.clock.today()));
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
      const flags = reportFlagsOf({ ...current, decision });
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
