import { authorise } from '../../kernel/authorisation';
import { DomainError } from '../../kernel/errors';
import { assertOtherPerson } from '../../kernel/four-eyes';
import { type Optional, readInput } from '../../kernel/input';
import type { RequestContext } from '../../kernel/request-context';
import { assertRaised, type Sensitivity } from '../../kernel/sensitivity';
import { DecisionRepository } from '../decision';
import { type DecisionValues, readDecision } from '../decision/domain/decision';
import { FollowUpRoundRepository } from '../follow-up';
import { reportMovesFrom, reportStateAfter } from '../follow-up/domain/report-state';
import { supervisionFlagsOf } from './domain/supervision';
import {
  changeSupervision,
  lockSupervision,
  type MoveSupervisionReport,
} from './supervision-change';
import type { SupervisionReportEntity } from './supervision-report.entity';
import { SupervisionReportRepository } from './supervision-report.repository';
import {
  dropSupervisionRows,
  storedSupervisionRows,
  storeSupervisionRows,
  supervisionRowsOf,
} from './supervision-row.repository';

/**
 * Lays a report before the executive board. From now on it says what the register says at this moment,
 * so the day of its round must have come.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, ILLEGAL_MOVE or STALE_VERSION.
 */
export function submitSupervisionReport(
  request: RequestContext,
  move: MoveSupervisionReport,
): Promise<SupervisionReportEntity> {
  return changeSupervision(
    request,
    'supervision:submit',
    'SUPERVISION_REPORT_SUBMITTED',
    move,
    async (current, tx) => {
      const state = reportStateAfter(current.state, 'submit');
      const today = request.clock.today();
      const round = await new FollowUpRoundRepository(tx).get(current.roundId);
      readInput((input) => input.pastDay('asOf', round.asOf, today));
      await storeSupervisionRows(tx, current.id, await supervisionRowsOf(tx, round));
      await new SupervisionReportRepository(tx).dropStrayJudgements(current.id);
      const { subject: submittedBy } = request.actor;
      return { state, asOf: round.asOf, submittedBy, submittedOn: today, remitReason: null };
    },
  );
}

/** A report that is sent back, and why. */
export interface RemitSupervisionReport extends MoveSupervisionReport {
  readonly reason?: Optional<string>;
}

/**
 * Sends a submitted report back for more work; it follows the register again.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, ILLEGAL_MOVE or STALE_VERSION.
 */
export async function remitSupervisionReport(
  request: RequestContext,
  { reason, ...move }: RemitSupervisionReport,
): Promise<SupervisionReportEntity> {
  authorise(request.actor, 'supervision:remit', null);
  const remitReason = readInput((input) => input.text('reason', reason)) ?? null;
  return request.unitOfWork.write('SUPERVISION_REPORT_REMITTED', async (tx) => {
    const current = await lockSupervision(tx, request, 'supervision:remit', move);
    const state = reportStateAfter(current.state, 'remit');
    const changes = { state, submittedBy: null, submittedOn: null, remitReason };
    const reports = new SupervisionReportRepository(tx);
    const report = await reports.change(current.id, current.version, changes);
    // What lies before the board stands still, so it has to be sent back first.
    await dropSupervisionRows(tx, current.id);
    return report;
  });
}

/** The executive board's decision on a report. */
export interface DecideSupervisionReport extends MoveSupervisionReport {
  readonly decision: DecisionValues;
}

/**
 * Records that the executive board decided on the report: it is frozen, and supersedes the decided
 * revision. What is missing is flagged, never refused.
 *
 * @throws DomainError FORBIDDEN (also to the submitter), BAD_USER_INPUT, NOT_FOUND, ILLEGAL_MOVE or STALE_VERSION.
 */
export async function decideSupervisionReport(
  request: RequestContext,
  { decision: raw, ...move }: DecideSupervisionReport,
): Promise<SupervisionReportEntity> {
  authorise(request.actor, 'supervision:decide', null);
  const now = request.clock.now();
  const values = readInput((input) => readDecision(input, 'decision', raw, request.clock.today()));
  return changeSupervision(
    request,
    'supervision:decide',
    'SUPERVISION_REPORT_DECIDED',
    move,
    async (current, tx) => {
      const state = reportStateAfter(current.state, 'decide');
      assertOtherPerson(request.actor, 'supervision:decide', [current.submittedBy], {
        sv: 'en annan person än den som lade fram uppsikten ska registrera beslutet',
        en: 'another person than the one who submitted the report must record the decision',
      });
      const reports = new SupervisionReportRepository(tx);
      const before = await reports.findDecided(current.roundId);
      if (before) await reports.change(before.id, before.version, { state: 'SUPERSEDED' });
      const decision = await new DecisionRepository(tx).record(current, values, now);
      const rows = (await storedSupervisionRows(tx, [current.id])).get(current.id) ?? [];
      const flags = supervisionFlagsOf({
        decision,
        boardIds: rows.map(({ boardId }) => boardId),
        judgements: await reports.judgementsOf([current.id]),
      });
      const decidedBy = request.actor.subject;
      return { state, decidedBy, decisionId: decision.id, flags, frozenAt: now };
    },
  );
}

/** A decided report that goes on to the council: today, unless another day is said. */
export interface ForwardToCouncil extends MoveSupervisionReport {
  readonly forwardedOn?: Optional<string>;
}

/**
 * Notes that a decided report was sent on to the council. Once noted it stands.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, STALE_VERSION, ILLEGAL_MOVE while it is not
 *   decided, or CONFLICT when it was forwarded already.
 */
export async function forwardToCouncil(
  request: RequestContext,
  { forwardedOn, ...move }: ForwardToCouncil,
): Promise<SupervisionReportEntity> {
  authorise(request.actor, 'supervision:decide', null);
  const today = request.clock.today();
  const day = readInput((input) => input.pastDay('forwardedOn', forwardedOn, today)) ?? today;
  return changeSupervision(
    request,
    'supervision:decide',
    'SUPERVISION_REPORT_FORWARDED',
    move,
    async ({ state, forwardedOn: before }) => {
      if (state !== 'DECIDED') {
        throw new DomainError('ILLEGAL_MOVE', {
          state,
          move: 'forward',
          allowed: reportMovesFrom(state),
        });
      }
      if (before !== null) {
        throw new DomainError('CONFLICT', {
          type: 'SupervisionReport',
          rule: {
            sv: 'den är redan överlämnad till fullmäktige',
            en: 'it was forwarded to the council already',
          },
        });
      }
      return { forwardedOn: day };
    },
  );
}

/** A report that is to be more secret, as the caller saw it at `expectedVersion`, and why. */
export interface RaiseSupervisionReportSensitivity extends MoveSupervisionReport {
  readonly sensitivity: Sensitivity;
  readonly reason: string;
}

/**
 * Makes a report's own words more secret in every revision of it, with what was decided on them, also
 * where they are frozen. No text changes.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND or STALE_VERSION.
 */
export async function raiseSupervisionReportSensitivity(
  request: RequestContext,
  { sensitivity, reason: raw, ...move }: RaiseSupervisionReportSensitivity,
): Promise<SupervisionReportEntity> {
  authorise(request.actor, 'supervision:draft', null);
  const reason = readInput((input) => input.requiredText('reason', raw));
  return request.unitOfWork.write('SUPERVISION_REPORT_SENSITIVITY_RAISED', async (tx) => {
    const report = await lockSupervision(tx, request, 'supervision:draft', move);
    assertRaised(report.sensitivity, sensitivity);
    const reports = new SupervisionReportRepository(tx);
    await reports.raiseSensitivity(report, sensitivity, reason);
    return reports.get(report.id);
  });
}
