import { enumeration } from '../../../kernel/enumeration';

/** How a control is performed (stickprov, enkät, dokumentgranskning, analys, intervju, uppföljning). */
export const ControlMethod = enumeration(
  'SAMPLE',
  'SURVEY',
  'DOCUMENT_REVIEW',
  'ANALYSIS',
  'INTERVIEW',
  'FOLLOW_UP_OF_ACTIONS',
);
export type ControlMethod = keyof typeof ControlMethod;

/** How often a control is performed. */
export const ControlFrequency = enumeration(
  'CONTINUOUS',
  'MONTHLY',
  'QUARTERLY',
  'TERTIALLY',
  'HALF_YEARLY',
  'YEARLY',
  'ONCE',
);
export type ControlFrequency = keyof typeof ControlFrequency;
