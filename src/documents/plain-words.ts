import type { UserMessage } from '../kernel/errors';
import type { ActionState } from '../modules/action/domain/action-state';

/** Stands where a text is left out because it is secret. */
export const SECRET: UserMessage = { sv: 'Sekretess', en: 'Secret' };

const yes: UserMessage = { sv: 'Ja', en: 'Yes' };
const no: UserMessage = { sv: 'Nej', en: 'No' };

/** The word for what is true or not. */
export const yesOrNo = (isTrue: boolean): UserMessage => (isTrue ? yes : no);

/** How far an action has come, in words. */
export const actionStateWords: Readonly<Record<ActionState, UserMessage>> = {
  PLANNED: { sv: 'Planerad', en: 'Planned' },
  IN_PROGRESS: { sv: 'Pågår', en: 'In progress' },
  DONE: { sv: 'Klar', en: 'Done' },
  CANCELLED: { sv: 'Avbruten', en: 'Cancelled' },
};
