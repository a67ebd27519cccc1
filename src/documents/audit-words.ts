import type { UserMessage } from '../kernel/errors';
import type { AuditDisposition } from '../modules/audit-recommendation/domain/audit-answer';
import type {
  AuditResponseState,
  AuditRetestResult,
} from '../modules/audit-recommendation/domain/audit-response';

/** What a body answers to a recommendation, in words. */
export const dispositionWords: Readonly<Record<AuditDisposition, UserMessage>> = {
  ACCEPTED: { sv: 'Följs', en: 'Followed' },
  PARTLY: { sv: 'Följs delvis', en: 'Partly followed' },
  IN_PROGRESS: { sv: 'Pågår redan', en: 'Already under way' },
  ALREADY_DONE: { sv: 'Är redan gjort', en: 'Already done' },
  REFERRED: { sv: 'Hänvisas vidare', en: 'Referred' },
  EXPLAINED: { sv: 'Förklaras', en: 'Explained' },
  DECLINED: { sv: 'Avvisas', en: 'Declined' },
  NOT_ANSWERED: { sv: 'Besvaras inte', en: 'Not answered' },
};

/** How far a body says that it has come with a recommendation, in words. */
export const responseStateWords: Readonly<Record<AuditResponseState, UserMessage>> = {
  OPEN: { sv: 'Öppen', en: 'Open' },
  DONE: { sv: 'Klar', en: 'Done' },
  TAKEN_OVER: { sv: 'Övertagen', en: 'Taken over' },
};

/** What the auditors found when they came back, in words. */
export const retestResultWords: Readonly<Record<AuditRetestResult, UserMessage>> = {
  REMEDIED: { sv: 'Åtgärdad', en: 'Remedied' },
  PARTLY_REMEDIED: { sv: 'Delvis åtgärdad', en: 'Partly remedied' },
  NOT_REMEDIED: { sv: 'Inte åtgärdad', en: 'Not remedied' },
};
