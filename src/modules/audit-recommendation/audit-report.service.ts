import { authorise } from '../../kernel/authorisation';
import { DomainError } from '../../kernel/errors';
import { type InputReader, type Optional, readInput } from '../../kernel/input';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import { assertRaised, readSensitivity, type Sensitivity } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import { DecisionRepository } from '../decision';
import { BoardRepository } from '../municipality';
import type { AuditReportEntity } from './audit-report.entity';
import {
  type AddressedRecommendation,
  type AuditReportFilter,
  type AuditReportOrderField,
  AuditReportRepository,
  auditReportList,
} from './audit-report.repository';

/** A report of the auditors; null when there is none with the id. */
export function findAuditReport(
  request: RequestContext,
  id: string,
): Promise<AuditReportEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new AuditReportRepository(tx).find(id));
}

/** What a caller can narrow auditors' reports to; a body by its code or id. */
export interface ListAuditReportsFilter extends Omit<AuditReportFilter, 'boardId'> {
  readonly board?: string | null;
}

/**
 * Auditors' reports, a page at a time.
 *
 * @throws DomainError NOT_FOUND when the filter names no body of the municipality.
 */
export async function listAuditReports(
  request: RequestContext,
  { filter, ...list }: ListArguments<ListAuditReportsFilter, AuditReportOrderField>,
): Promise<Page<AuditReportEntity>> {
  authorise(request.actor, 'register:read', null);
  const boardId = await request.unitOfWork.read((tx) =>
    new BoardRepository(tx).idOf(filter?.board),
  );
  return pageOf(request, auditReportList, { ...list, filter: { boardId } });
}

/** What is known of a report; null is unknown. */
export interface AuditReportValues {
  readonly subject?: Optional<string>;
  readonly auditor?: Optional<string>;
  readonly firm?: Optional<string>;
  readonly opinion?: Optional<readonly string[]>;
  readonly issuedOn?: Optional<string>;
  readonly diaryNumber?: Optional<string>;
  readonly sensitivity?: Optional<Sensitivity>;
}

/** A recommendation as the auditors wrote it, and the bodies that they want an answer from. */
export interface NewRecommendation {
  readonly number: number;
  readonly text: string;
  /** By code or id; the body that was audited when left out or empty. */
  readonly boards?: Optional<readonly string[]>;
}

/** A new report on a body, by code or id. */
export interface RecordAuditReport extends AuditReportValues {
  readonly board: string;
  readonly subject: string;
  readonly recommendations?: Optional<readonly NewRecommendation[]>;
}

/**
 * Records what the auditors wrote. Every body that they want an answer from gets one to prepare.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT or NOT_FOUND.
 */
export async function recordAuditReport(
  request: RequestContext,
  { board: boardCode, recommendations = [], ...raw }: RecordAuditReport,
): Promise<AuditReportEntity> {
  authorise(request.actor, 'audit-recommendation:maintain', null);
  const { values, added } = readInput((input) => ({
    values: readValues(input, raw, request.clock.today()),
    added: readRecommendations(input, recommendations ?? []),
  }));
  return request.unitOfWork.write('AUDIT_REPORT_RECORDED', async (tx) => {
    const board = await new BoardRepository(tx).getByCodeOrId(boardCode);
    authorise(request.actor, 'audit-recommendation:maintain', board.id);
    const addressed = await addressees(request, tx, board.id, added);
    const reports = new AuditReportRepository(tx);
    const opinion = values.opinion ?? [];
    const report = await reports.insert({ ...values, boardId: board.id, opinion });
    await reports.address(report.id, addressed);
    return report;
  });
}

/** A change of a report, as the caller saw it at `expectedVersion`. */
export interface ChangeAuditReport {
  readonly auditReportId: string;
  readonly expectedVersion: number;
}

/** What is to change in a report; what is left out stays. */
export interface UpdateAuditReport extends ChangeAuditReport, AuditReportValues {}

/**
 * Corrects what was recorded of a report, until a body has decided on its answer.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, STALE_VERSION or CONFLICT.
 */
export async function updateAuditReport(
  request: RequestContext,
  { auditReportId, expectedVersion, ...raw }: UpdateAuditReport,
): Promise<AuditReportEntity> {
  authorise(request.actor, 'audit-recommendation:maintain', null);
  const changes = readInput((input) => readValues(input, raw, request.clock.today()));
  return onReport(request, 'AUDIT_REPORT_UPDATED', auditReportId, expectedVersion, (tx, report) => {
    assertUnanswered(report);
    return new AuditReportRepository(tx).change(report.id, expectedVersion, changes);
  });
}

/** A recommendation that was left out when its report was recorded. */
export interface AddAuditRecommendation extends ChangeAuditReport, NewRecommendation {}

/**
 * Adds a recommendation to a report, until a body has decided on its answer.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, STALE_VERSION or CONFLICT.
 */
export async function addAuditRecommendation(
  request: RequestContext,
  { auditReportId, expectedVersion, ...raw }: AddAuditRecommendation,
): Promise<AuditReportEntity> {
  authorise(request.actor, 'audit-recommendation:maintain', null);
  const added = [readInput((input) => readRecommendation(input, '', raw))];
  return onReport(
    request,
    'AUDIT_RECOMMENDATION_ADDED',
    auditReportId,
    expectedVersion,
    async (tx, report) => {
      assertUnanswered(report);
      const reports = new AuditReportRepository(tx);
      const addressed = await addressees(request, tx, report.boardId, added);
      // Counts the version up, so that two who add at once learn of each other.
      const changed = await reports.change(report.id, expectedVersion, { subject: report.subject });
      await reports.address(report.id, addressed);
      return changed;
    },
  );
}

/** A report that is to be more secret, and why. */
export interface RaiseAuditReportSensitivity extends ChangeAuditReport {
  readonly sensitivity: Sensitivity;
  readonly reason: string;
}

/**
 * Makes a report more secret with what was answered to it and decided on it, also where they are
 * frozen. No text changes.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND or STALE_VERSION.
 */
export async function raiseAuditReportSensitivity(
  request: RequestContext,
  { auditReportId, expectedVersion, sensitivity, reason: raw }: RaiseAuditReportSensitivity,
): Promise<AuditReportEntity> {
  authorise(request.actor, 'audit-recommendation:maintain', null);
  const reason = readInput((input) => input.requiredText('reason', raw));
  const act = 'AUDIT_REPORT_SENSITIVITY_RAISED';
  return onReport(request, act, auditReportId, expectedVersion, async (tx, report) => {
    assertRaised(report.sensitivity, sensitivity);
    const reports = new AuditReportRepository(tx);
    const decisionIds = await reports.decisionIdsOf(report.id);
    await new DecisionRepository(tx).raiseSensitivity(decisionIds, sensitivity);
    const changes = { sensitivity, sensitivityReason: reason };
    return reports.change(report.id, expectedVersion, changes);
  });
}

/** @throws DomainError CONFLICT when a body has decided on its answer to the report. */
export function assertUnanswered({ frozenAt }: AuditReportEntity): void {
  if (frozenAt === null) return;
  throw new DomainError('CONFLICT', {
    type: 'AuditReport',
    rule: {
      sv: 'en nämnd har beslutat om sitt svar på det som revisorerna skrev',
      en: 'a body has decided on its answer to what the auditors wrote',
    },
  });
}

async function onReport(
  request: RequestContext,
  act: string,
  id: string,
  expectedVersion: number,
  work: (tx: Tx, report: AuditReportEntity) => Promise<AuditReportEntity>,
): Promise<AuditReportEntity> {
  return request.unitOfWork.write(act, async (tx) => {
    const report = await new AuditReportRepository(tx).lock(id);
    authorise(request.actor, 'audit-recommendation:maintain', report.boardId);
    assertVersion(report, expectedVersion);
    return work(tx, report);
  });
}

/** The bodies that recommendations are addressed to, by id; the caller must be at home with each. */
async function addressees(
  request: RequestContext,
  tx: Tx,
  ownBoardId: string,
  added: readonly ReturnType<typeof readRecommendation>[],
): Promise<AddressedRecommendation[]> {
  const boards = new BoardRepository(tx);
  const idOf = new Map<string, string>();
  for (const code of new Set(added.flatMap(({ boards: codes }) => codes))) {
    const { id } = await boards.getByCodeOrId(code);
    authorise(request.actor, 'audit-recommendation:maintain', id);
    idOf.set(code, id);
  }
  return added.map(({ boards: codes, ...recommendation }) => {
    const boardIds = [...new Set(codes.map((code) => idOf.get(code) ?? ownBoardId))];
    return { ...recommendation, boardIds: boardIds.length > 0 ? boardIds : [ownBoardId] };
  });
}

function readValues(input: InputReader, raw: AuditReportValues, today: string) {
  return {
    subject: input.ifGiven(raw.subject, () => input.requiredLine('subject', raw.subject, 255)),
    auditor: input.line('auditor', raw.auditor),
    firm: input.line('firm', raw.firm),
    opinion: raw.opinion === undefined ? undefined : input.lines('opinion', raw.opinion ?? []),
    issuedOn: input.pastDay('issuedOn', raw.issuedOn, today),
    diaryNumber: input.line('diaryNumber', raw.diaryNumber, 100),
    sensitivity: readSensitivity(input, raw.sensitivity),
  };
}

const MAX_RECOMMENDATIONS = 100;

function readRecommendations(input: InputReader, raw: readonly NewRecommendation[]) {
  if (raw.length > MAX_RECOMMENDATIONS) input.tooMany('recommendations', MAX_RECOMMENDATIONS);
  const numbers = raw.map(({ number }) => number);
  if (new Set(numbers).size < numbers.length) {
    input.fault('recommendations', {
      sv: 'har samma nummer två gånger',
      en: 'has the same number twice',
    });
  }
  return raw.map((each, index) => readRecommendation(input, `recommendations.${index}.`, each));
}

function readRecommendation(input: InputReader, path: string, raw: NewRecommendation) {
  return {
    number: input.wholeNumber(`${path}number`, raw.number, 1, 1000) as number,
    text: input.requiredText(`${path}text`, raw.text),
    boards: input.lines(`${path}boards`, raw.boards ?? []),
  };
}
