import { In, type QueryDeepPartialEntity } from 'typeorm';
import type { TenantPart } from '../../kernel/columns';
import { DomainError } from '../../kernel/errors';
import { Repository } from '../../kernel/repository';
import type { Tx } from '../../kernel/unit-of-work';
import type { InclusionRule } from './domain/inclusion-rule';
import type { Scoring } from './domain/score';
import type { CheckedDefinition } from './domain/scoring-scheme';
import {
  AssessmentLevelEntity,
  InclusionCellEntity,
  RiskBandEntity,
  ScoringCellEntity,
  ScoringLevelEntity,
  ScoringSchemeEntity,
} from './scoring-scheme.entity';

/** All SQL for scoring schemes and their parts. */
export class ScoringSchemeRepository extends Repository<ScoringSchemeEntity> {
  constructor(tx: Tx) {
    super(tx, ScoringSchemeEntity);
  }

  /** Every version, the newest first. */
  all(): Promise<ScoringSchemeEntity[]> {
    return this.tx.manager.find(ScoringSchemeEntity, {
      where: this.where({}),
      order: { number: 'DESC' },
    });
  }

  /** The version with the number; null when there is none. */
  findByNumber(number: number): Promise<ScoringSchemeEntity | null> {
    return this.tx.manager.findOneBy(ScoringSchemeEntity, this.where({ number }));
  }

  /** The newest version; null before the first one. */
  current(): Promise<ScoringSchemeEntity | null> {
    return this.tx.manager.findOne(ScoringSchemeEntity, {
      where: this.where({}),
      order: { number: 'DESC' },
    });
  }

  /** @throws DomainError CONFLICT when the municipality has not established any scheme. */
  async getCurrent(): Promise<ScoringSchemeEntity> {
    const scheme = await this.current();
    if (scheme) return scheme;
    throw new DomainError('CONFLICT', {
      type: this.typeName,
      rule: {
        sv: 'en värderingsmodell måste fastställas först',
        en: 'a scoring scheme must be established first',
      },
    });
  }

  /**
   * What `scoreOf` needs to know of a scheme.
   *
   * @throws DomainError NOT_FOUND when the municipality has no such scheme.
   */
  async read(schemeId: string): Promise<Scoring> {
    const { method } = await this.get(schemeId);
    const where = { ...this.tx.scope, schemeId };
    return { method, cells: await this.tx.manager.findBy(ScoringCellEntity, where) };
  }

  /** The rule of each of the schemes by which risks are proposed for the plan. */
  async inclusionRules(schemeIds: readonly string[]): Promise<ReadonlyMap<string, InclusionRule>> {
    const { manager, scope } = this.tx;
    const ids = In([...new Set(schemeIds)]);
    const schemes = await manager.findBy(ScoringSchemeEntity, this.where({ id: ids }));
    const cells = await manager.findBy(InclusionCellEntity, { ...scope, schemeId: ids });
    return new Map(
      schemes.map(({ id, inclusionKind, inclusionAxis, leastValue, leastLevel, highest }) => [
        id,
        {
          ...{ kind: inclusionKind, axis: inclusionAxis, leastValue, leastLevel, highest },
          cells: cells.filter(({ schemeId }) => schemeId === id),
        },
      ]),
    );
  }

  /** @throws DomainError NOT_FOUND when the scheme has no assessment level with the code. */
  async getAssessmentLevel(schemeId: string, code: string): Promise<AssessmentLevelEntity> {
    const where = { ...this.tx.scope, schemeId, code };
    const level = await this.tx.manager.findOneBy(AssessmentLevelEntity, where);
    if (level) return level;
    throw new DomainError('NOT_FOUND', { type: 'AssessmentLevel', id: code });
  }

  /** Writes the next version with its parts and freezes it. Two at once cannot get one number. */
  async establish(
    { likelihoodLevels, consequenceLevels, bands, cells, ...rest }: CheckedDefinition,
    frozenAt: Date,
  ): Promise<ScoringSchemeEntity> {
    const { assessmentLevels, inclusionRule, ...values } = rest;
    const { kind, axis, cells: marked, ...limits } = inclusionRule;
    const number = ((await this.current())?.number ?? 0) + 1;
    const rule = { ...limits, inclusionKind: kind, inclusionAxis: axis };
    const { id } = await this.insert({ ...values, ...rule, number });
    const levels = [
      ...likelihoodLevels.map((level) => ({ ...level, axis: 'LIKELIHOOD' as const })),
      ...consequenceLevels.map((level) => ({ ...level, axis: 'CONSEQUENCE' as const })),
    ];
    await this.insertParts(ScoringLevelEntity, id, levels);
    await this.insertParts(RiskBandEntity, id, bands);
    await this.insertParts(ScoringCellEntity, id, cells);
    await this.insertParts(InclusionCellEntity, id, marked);
    await this.insertParts(AssessmentLevelEntity, id, assessmentLevels);
    await this.tx.manager.update(ScoringSchemeEntity, this.where({ id }), { frozenAt });
    return this.get(id);
  }

  private async insertParts<Part extends TenantPart & { schemeId: string }>(
    part: new () => Part,
    schemeId: string,
    rows: readonly Partial<Omit<Part, 'municipalityId' | 'schemeId'>>[],
  ): Promise<void> {
    if (rows.length === 0) return;
    const all = rows.map((row) => ({ ...row, ...this.tx.scope, schemeId }));
    await this.tx.manager.insert(part, all as unknown as QueryDeepPartialEntity<Part>[]);
  }
}
