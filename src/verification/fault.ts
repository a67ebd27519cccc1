import { enumeration } from '../kernel/enumeration';
import type { UserMessage } from '../kernel/errors';

/** What can be wrong with the chain of events. */
export const ChainFault = enumeration(
  'EVENT_MISSING',
  'ALGORITHM_UNKNOWN',
  'DOES_NOT_FOLLOW',
  'HASH_DIFFERS',
  'NOT_CANONICAL',
  'CHECKPOINT_EVENT_MISSING',
  'CHECKPOINT_DIFFERS',
);
export type ChainFault = keyof typeof ChainFault;

/** What can be wrong with a record, when it is compared with what the trail tells of it. */
export const RecordFault = enumeration(
  'ROW_DIFFERS',
  'ROW_MISSING',
  'ROW_WITHOUT_EVENT',
  'CHANGED_BETWEEN_EVENTS',
  'TRAIL_SWITCHED_OFF',
);
export type RecordFault = keyof typeof RecordFault;

/** What each fault means, for whoever reads the report. */
export const faultMeanings: Readonly<Record<ChainFault | RecordFault, UserMessage>> = {
  EVENT_MISSING: {
    sv: 'en händelse med det numret saknas',
    en: 'there is no event with that number',
  },
  ALGORITHM_UNKNOWN: {
    sv: 'händelsen säger sig vara hashad på ett okänt sätt',
    en: 'the event claims to be hashed in an unknown way',
  },
  DOES_NOT_FOLLOW: {
    sv: 'händelsen följer inte på den som står före',
    en: 'the event does not follow the one before it',
  },
  HASH_DIFFERS: {
    sv: 'händelsens innehåll stämmer inte med dess hash',
    en: 'what the event says does not agree with its hash',
  },
  NOT_CANONICAL: {
    sv: 'före eller efter är inte JSON i kanonisk form',
    en: 'before or after is not JSON in its canonical form',
  },
  CHECKPOINT_EVENT_MISSING: {
    sv: 'händelsen som kontrollpunkten intygar finns inte kvar',
    en: 'the event that the checkpoint vouches for is gone',
  },
  CHECKPOINT_DIFFERS: {
    sv: 'händelsen är en annan än den som kontrollpunkten intygar',
    en: 'the event is another than the checkpoint vouches for',
  },
  ROW_DIFFERS: {
    sv: 'posten är ändrad utan händelse',
    en: 'the record was changed without an event',
  },
  ROW_MISSING: {
    sv: 'posten är borttagen utan händelse',
    en: 'the record was removed without an event',
  },
  ROW_WITHOUT_EVENT: {
    sv: 'posten är tillagd utan händelse',
    en: 'the record was added without an event',
  },
  CHANGED_BETWEEN_EVENTS: {
    sv: 'posten ändrades utan händelse innan den ändrades med',
    en: 'the record was changed without an event before it was changed with one',
  },
  TRAIL_SWITCHED_OFF: {
    sv: 'tabellens ändringar skrivs inte längre i spåret',
    en: 'changes of the table leave no events any more',
  },
};

/** The first event of a municipality where its chain breaks. */
export interface BrokenChain {
  readonly seq: number;
  readonly reason: ChainFault;
}

/** A record that is not as the trail tells; the record's key is null when it is about the whole table. */
export interface BrokenRecord {
  readonly municipalityId: string | null;
  readonly table: string;
  readonly key: string | null;
  /** The event after which the record changed unseen; null when it is about the record as it is now. */
  readonly seq: number | null;
  readonly reason: RecordFault;
}
