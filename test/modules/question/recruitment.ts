import source from '../../../seeds/recruitment-interpellation.json';
import type { Api } from '../../support/api';

/** The interpellation about recruiting managers, as its source tells it. */
export { source };

/** The input that records the source. */
export const asInput = {
  board: 'KS',
  kind: 'INTERPELLATION',
  addressee: source.addressee,
  askedOn: source.date,
  questions: source.questions,
  facts: source.facts,
  statedControls: [
    ...source.standingControls.map(({ no, text, since }) => ({
      ...{ number: no, kind: 'EXISTING', text, sinceYear: since },
    })),
    ...source.plannedControls.map(({ no, text, due }) => ({
      ...{ number: no, kind: 'PLANNED', text, dueText: due },
    })),
  ],
};

const WHOLE = `{
  municipality { name }
  questions {
    edges {
      node {
        addressee askedOn questions facts { text source }
        statedControls { number kind text sinceYear dueText }
      }
    }
  }
}`;

interface Whole {
  readonly municipality: { readonly name: string };
  readonly questions: { readonly edges: readonly { readonly node: Question }[] };
}
interface Question {
  readonly askedOn: string | null;
  readonly statedControls: readonly {
    readonly number: number;
    readonly kind: string;
    readonly text: string;
    readonly sinceYear: number | null;
    readonly dueText: string | null;
  }[];
}

/** The only question of a municipality, in the form of the source. */
export async function comesOut(api: Api): Promise<object> {
  const { municipality, questions } = await api.ask<Whole>(WHOLE);
  const [{ node }] = questions.edges as [{ node: Question }];
  const { askedOn, statedControls, ...rest } = node;
  const stated = (kind: string) => statedControls.filter((each) => each.kind === kind);
  return {
    about: source.about,
    municipality: municipality.name,
    date: askedOn,
    ...rest,
    standingControls: stated('EXISTING').map(({ number, text, sinceYear }) => ({
      ...{ no: number, text },
      ...(sinceYear !== null && { since: sinceYear }),
    })),
    plannedControls: stated('PLANNED').map(({ number, text, dueText }) => ({
      ...{ no: number, text, due: dueText },
    })),
  };
}

const STANDING = `{
  controls(filter: { board: "KS", isStanding: true }) {
    edges { node { title inPlaceSince lastTestedOn statedControls { number } } }
  }
}`;

interface Standing {
  readonly controls: { readonly edges: readonly { readonly node: StandingControl }[] };
}
interface StandingControl {
  readonly title: string;
  readonly inPlaceSince: number | null;
  readonly lastTestedOn: string | null;
  readonly statedControls: readonly [{ readonly number: number }];
}

/** The standing controls of the register, in the form of the source; none of them was ever tested. */
export async function standingControlsOf(api: Api): Promise<object[]> {
  const { controls } = await api.ask<Standing>(STANDING);
  return controls.edges
    .map(({ node: { title, inPlaceSince, lastTestedOn, statedControls } }) => ({
      ...{ no: statedControls[0].number, text: title },
      ...(inPlaceSince !== null && { since: inPlaceSince }),
      ...(lastTestedOn !== null && { lastTestedOn }),
    }))
    .sort((one, other) => one.no - other.no);
}
