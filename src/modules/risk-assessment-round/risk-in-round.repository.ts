import { randomUUID } from 'node:crypto';
import { DomainError } from '../../kernel/errors';
import { groupedBy } from '../../kernel/loaders';
import { type Values, VersionedRepository } from '../../kernel/repository';
import type { Guarded, Sensitivity } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import { secrecyOfRisk } from '../risk';
import { type Score, ScoringSchemeRepository } from '../scoring-scheme';
import {
  byHand,
  type Proposal,
  proposedBy,
  type ValuedRisk,
} from '../scoring-scheme/domain/inclusion-rule';
import {
  goesIntoPlan,
  type InclusionOverride,
  type RoundVerdict,
  type ToCover,
  verdictOf,
} from './domain/round';
import { RiskInRoundEntity } from './risk-assessment-round.entity';
import { SELECT_RISKS, SELECT_TO_COVER } from './risk-assessment-round.sql';

/** A risk as it stands in a round. */
export type RiskInRoundContent = Guarded<{
  readonly roundId: string;
  readonly riskId: string;
  readonly boardId: string;
  readonly endedOn: string | null;
  readonly categoryId: string | null;
  readonly processId: string | null;
  /** The one that counts: the latest CURRENT one for no later year than the round's. */
  readonly assessmentId: string | null;
  readonly assessedYear: number | null;
  /** The scheme of the assessment, by whose rule the risk is proposed. */
  readonly schemeId: string | null;
  readonly score: Score | null;
  readonly verdict: RoundVerdict;
  readonly motive: string | null;
  readonly proposal: Proposal;
  readonly override: InclusionOverride | null;
  readonly goesIntoPlan: boolean | null;
  /** 0 while nobody has said anything of the risk in the round. */
  readonly version: number;
}>;

interface RiskRow extends ValuedRisk {
  readonly id: string | null;
  readonly roundId: string;
  readonly year: number;
  readonly frozenAt: Date | null;
  readonly boardId: string;
  readonly sensitivity: Sensitivity;
  readonly endedOn: string | null;
  readonly processId: string | null;
  readonly assessmentId: string | null;
  readonly assessedYear: number | null;
  readonly schemeId: string | null;
  readonly score: Score | null;
  readonly confirmedAssessmentId: string | null;
  readonly motive: string | null;
  readonly isIncluded: boolean | null;
  readonly reason: string | null;
  readonly verdict: RoundVerdict | null;
  readonly proposal: Proposal | null;
  readonly version: number;
}

/** All SQL for risks in rounds. */
export class RiskInRoundRepository extends VersionedRepository<RiskInRoundEntity> {
  constructor(tx: Tx) {
    super(tx, RiskInRoundEntity);
  }

  /** The risks of each round by number, in three queries. A closed round is as it was closed. */
  async ofRounds(roundIds: readonly string[]): Promise<Map<string, RiskInRoundContent[]>> {
    const { manager, scope } = this.tx;
    const rows = await manager.query<RiskRow[]>(SELECT_RISKS, [scope.municipalityId, roundIds]);
    const rules = await new ScoringSchemeRepository(this.tx).inclusionRules(
      rows.flatMap(({ schemeId }) => schemeId ?? []),
    );
    const byPlan = groupedBy(rows, comparedIn);
    const proposals = new Map(
      [...byPlan].map(([key, risks]) => [
        key,
        proposedBy(rules.get(risks[0]?.schemeId ?? '') ?? byHand, risks),
      ]),
    );
    const contents = rows.map((row) => {
      const proposed = proposals.get(comparedIn(row))?.get(row.riskId);
      return contentOf(row, row.proposal ?? proposed ?? 'UNDECIDABLE');
    });
    return groupedBy(contents, ({ roundId }) => roundId);
  }

  /** The risks of one round, by number. */
  async ofRound(roundId: string): Promise<RiskInRoundContent[]> {
    return (await this.ofRounds([roundId])).get(roundId) ?? [];
  }

  /** What each round is to cover; of a closed round, what it did not. */
  async toCover(roundIds: readonly string[]): Promise<Map<string, ToCover>> {
    const { manager, scope } = this.tx;
    const rows = await manager.query<({ roundId: string } & ToCover)[]>(SELECT_TO_COVER, [
      scope.municipalityId,
      roundIds,
    ]);
    return new Map(rows.map((row) => [row.roundId, row]));
  }

  /**
   * Says something of a risk in a round, which must be locked.
   *
   * @param expectedVersion 0 when the caller saw that nobody had said anything.
   * @throws DomainError STALE_VERSION when somebody else has since.
   */
  async say(
    roundId: string,
    riskId: string,
    expectedVersion: number,
    values: Values<RiskInRoundEntity>,
  ): Promise<void> {
    const said = await this.tx.manager.findOneBy(
      RiskInRoundEntity,
      this.where({ roundId, riskId }),
    );
    if (said) await this.change(said.id, expectedVersion, values);
    else if (expectedVersion === 0) await this.insert({ ...values, roundId, riskId });
    else throw new DomainError('STALE_VERSION', { expected: expectedVersion, actual: 0 });
  }

  /** States what each risk came to, so that the round can be closed. */
  async state(risks: readonly RiskInRoundContent[]): Promise<void> {
    const { manager, scope } = this.tx;
    const rows = risks.flatMap(({ roundId, riskId, verdict, assessmentId, proposal }) =>
      verdict === 'NOT_YET' ? [] : [{ ...scope, roundId, riskId, verdict, assessmentId, proposal }],
    );
    if (rows.length === 0) return;
    const said = await manager.findBy(RiskInRoundEntity, this.where({ roundId: rows[0]?.roundId }));
    const idOf = new Map(said.map(({ riskId, id }) => [riskId, id]));
    await manager.upsert(
      RiskInRoundEntity,
      rows.map((row) => ({ ...row, id: idOf.get(row.riskId) ?? randomUUID() })),
      { conflictPaths: ['municipalityId', 'id'] },
    );
  }
}

/**
 * Within what a rule compares risks: each board has a plan of its own, and values of different schemes
 * are never compared.
 */
const comparedIn = ({ roundId, boardId, schemeId }: RiskRow): string =>
  `${roundId} ${boardId} ${schemeId}`;

function contentOf(row: RiskRow, proposal: Proposal): RiskInRoundContent {
  const { year, assessmentId, assessedYear, confirmedAssessmentId, isIncluded, reason } = row;
  const assessment =
    assessmentId !== null && assessedYear !== null
      ? { id: assessmentId, year: assessedYear }
      : null;
  const verdict = row.verdict ?? verdictOf({ year, assessment, confirmedAssessmentId });
  const override = isIncluded !== null && reason !== null ? { isIncluded, reason } : null;
  const { roundId, riskId, boardId, endedOn, categoryId, processId, schemeId, score } = row;
  return {
    ...{ roundId, riskId, boardId, endedOn, categoryId, processId, schemeId, score },
    ...{ assessmentId, assessedYear, verdict, proposal, override, version: row.version },
    // A motive for an assessment that counts no longer is told by the audit trail alone.
    motive: verdict === 'CONFIRMED' ? row.motive : null,
    goesIntoPlan: goesIntoPlan(proposal, override),
    secrecy: secrecyOfRisk({ id: riskId, boardId, sensitivity: row.sensitivity }),
  };
}
