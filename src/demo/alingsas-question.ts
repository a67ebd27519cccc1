import source from '../../seeds/recruitment-interpellation.json';
import type { SeedQuestion } from './seed-format';

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
    })),
    ...source.plannedControls.map(({ no, text, due }) => ({
      ...{ number: no, kind: 'PLANNED' as const, text, dueText: due },
    })),
  ],
};
