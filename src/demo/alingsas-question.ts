import source from '../../seeds/recruitment-interpellation.json';
import type { SeedControl, SeedQuestion } from './seed-format';

const controlKey = (no: number): string => `chefsrekrytering-${no}`;

/**
 * The controls that are said to be there already, as standing controls of the register. Nobody has
 * tested them; since when the last three are in place is not known.
 */
export const recruitmentControls: readonly SeedControl[] = source.standingControls.map(
  ({ no, text, since }) => ({
    ...{ key: controlKey(no), board: 'KS', title: text, methods: [], isStanding: true },
    ...(since !== undefined && { inPlaceSince: since }),
  }),
);

/**
 * The interpellation about recruiting managers in Alingsås, as its source tells it. Who asked, when, and
 * what was answered is not known.
 */
export const recruitment: SeedQuestion = {
  key: 'chefsrekrytering',
  board: 'KS',
  kind: 'INTERPELLATION',
  addressee: source.addressee,
  askedOn: source.date,
  questions: source.questions,
  facts: source.facts,
  statedControls: [
    ...source.standingControls.map(({ no, text, since }) => ({
      ...{ number: no, kind: 'EXISTING' as const, text },
      ...(since !== undefined && { sinceYear: since }),
      controls: [controlKey(no)],
    })),
    ...source.plannedControls.map(({ no, text, due }) => ({
      ...{ number: no, kind: 'PLANNED' as const, text, dueText: due },
    })),
  ],
};
