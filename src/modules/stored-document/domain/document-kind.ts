import { enumeration } from '../../../kernel/enumeration';

/** The records that documents are kept of, once they are decided. */
export const DocumentSubject = enumeration('ControlPlan', 'FollowUpReport', 'SupervisionReport');
export type DocumentSubject = keyof typeof DocumentSubject;

/** The languages of documents. */
export const DocumentLanguage = enumeration('sv', 'en');
export type DocumentLanguage = keyof typeof DocumentLanguage;

/** The usual file, or the one that archives ask for. */
export const DocumentVariant = enumeration('usual', 'archive');
export type DocumentVariant = keyof typeof DocumentVariant;
