import type { Sensitivity } from '../../kernel/sensitivity';
import type { RiskSource, RiskTreatment, Sufficiency } from '../../modules/risk/domain/risk';
import { allNodes, type ListPage } from '../all-nodes';
import type { Ask } from '../ask';
import type { Mark } from '../table';

/** A risk as the register tells it. Texts are null when they are secret. */
export interface Risk {
  readonly id: string;
  readonly number: number;
  readonly board: { readonly code: string; readonly name: string };
  readonly title: string | null;
  readonly description: string | null;
  readonly category: { readonly name: string } | null;
  readonly process: { readonly name: string } | null;
  readonly councilGoal: { readonly number: string; readonly text: string } | null;
  readonly ownerRole: string | null;
  readonly source: RiskSource | null;
  readonly sourceNote: string | null;
  readonly existingMeasures: string | null;
  readonly measuresSufficient: Sufficiency;
  readonly treatment: RiskTreatment | null;
  readonly treatmentReason: string | null;
  readonly endedOn: string | null;
  readonly sensitivity: Sensitivity;
  readonly isMasked: boolean;
  readonly controls: readonly { readonly title: string | null }[];
  /** The latest of each kind for no later year than the one that is asked for; null when there is none. */
  readonly inherent: Assessment | null;
  readonly current: Assessment | null;
  readonly residual: Assessment | null;
}

/** How a risk was assessed. */
export interface Assessment {
  readonly year: number;
  readonly assessedOn: string | null;
  readonly motive: string | null;
  readonly score: Score;
}

/** What it came to, in the words of the scheme it was made under. */
export interface Score {
  readonly schemeNumber: number;
  readonly value: number | null;
  readonly likelihood: number | null;
  readonly likelihoodWord: string | null;
  readonly consequence: number | null;
  readonly consequenceWord: string | null;
  readonly band: (Mark & { readonly code: string; readonly rank: number }) | null;
}

/** The risks of a body, or of all when `board` is null, that had not ended before the year; by number. */
export async function readRisks(
  ask: Ask,
  { board, year }: { readonly board: string | null; readonly year: number },
): Promise<Risk[]> {
  const risks = await allNodes(async (after) => {
    const variables = { board, year, after };
    return (await ask<{ risks: ListPage<Risk> }>(QUESTION, variables)).risks;
  });
  return risks.filter(({ endedOn }) => endedOn === null || endedOn >= `${year}-01-01`);
}

const ASSESSMENT = `{
  year assessedOn motive
  score {
    schemeNumber value likelihood likelihoodWord consequence consequenceWord
    band { code rank symbol word colour }
  }
}`;

const QUESTION = `query ($board: String, $year: Int!, $after: String) {
  risks(first: 100, after: $after, filter: { board: $board },
    orderBy: [{ field: NUMBER, direction: ASC }]) {
    edges {
      node {
        id number title description ownerRole source sourceNote existingMeasures measuresSufficient
        treatment treatmentReason endedOn sensitivity isMasked
        board { code name }
        category { name }
        process { name }
        councilGoal { number text }
        controls { title }
        inherent(year: $year) ${ASSESSMENT}
        current(year: $year) ${ASSESSMENT}
        residual(year: $year) ${ASSESSMENT}
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;
