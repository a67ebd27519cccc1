import { randomUUID } from 'node:crypto';
import { In } from 'typeorm';
import { DomainError } from '../../kernel/errors';
import type { List } from '../../kernel/list';
import { Repository, VersionedRepository } from '../../kernel/repository';
import { readableTexts } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import type { EvaluationParts } from './domain/evaluation';
import {
  EvaluationAreaEntity,
  EvaluationBenchmarkEntity,
  EvaluationEntity,
  EvaluationPointActionEntity,
  EvaluationPointEntity,
  EvaluationPointRiskEntity,
  EvaluationSubAreaEntity,
} from './evaluation.entity';

/** Lists that are to be the parts of an evaluation; one that is undefined stays. */
type PartsToSet = { readonly [Part in keyof EvaluationParts]: EvaluationParts[Part] | undefined };

/** All SQL for evaluations and their parts. */
export class EvaluationRepository extends VersionedRepository<EvaluationEntity> {
  constructor(tx: Tx) {
    super(tx, EvaluationEntity);
  }

  /** All parts of an evaluation, in their order. */
  async partsOf(evaluationId: string): Promise<EvaluationParts> {
    const { manager, scope } = this.tx;
    const of = { ...scope, evaluationId };
    const areas = await manager.find(EvaluationAreaEntity, { where: of, order: { number: 'ASC' } });
    const subAreas = await manager.find(EvaluationSubAreaEntity, {
      where: { ...scope, areaId: In(areas.map(({ id }) => id)) },
      order: { position: 'ASC' },
    });
    const benchmarks = await manager.find(EvaluationBenchmarkEntity, {
      where: of,
      order: { position: 'ASC' },
    });
    const points = await manager.find(EvaluationPointEntity, {
      where: of,
      order: { position: 'ASC' },
    });
    return {
      areas: areas.map((area) => ({
        ...area,
        subAreas: subAreas.filter(({ areaId }) => areaId === area.id),
      })),
      benchmarks,
      points: points.map(({ id, areaId, ...point }) => ({
        ...point,
        evaluationPointId: id,
        areaNumber: areas.find((area) => area.id === areaId)?.number ?? null,
      })),
    };
  }

  /**
   * Has exactly these parts; a list that is undefined stays. Areas are the same as before by their
   * number, points by their id, so that what points led to stays with them.
   *
   * @throws DomainError NOT_FOUND for a point of another evaluation, or CONFLICT when a point would
   *   go, or become a strength, that led to a risk or an action.
   */
  async setParts(evaluationId: string, { areas, benchmarks, points }: PartsToSet): Promise<void> {
    if (benchmarks) await this.replaceBenchmarks(evaluationId, benchmarks);
    if (areas) await this.writeAreas(evaluationId, areas);
    if (points) await new EvaluationPointRepository(this.tx).setAll(evaluationId, points);
    if (areas) await this.removeAreasBut(evaluationId, areas);
  }

  private async replaceBenchmarks(
    evaluationId: string,
    benchmarks: EvaluationParts['benchmarks'],
  ): Promise<void> {
    const { manager, scope } = this.tx;
    await manager.delete(EvaluationBenchmarkEntity, { ...scope, evaluationId });
    if (benchmarks.length === 0) return;
    await manager.insert(
      EvaluationBenchmarkEntity,
      benchmarks.map(({ population, value }, index) => ({
        ...{ ...scope, evaluationId, position: index + 1 },
        ...{ population, value },
      })),
    );
  }

  private async writeAreas(evaluationId: string, areas: EvaluationParts['areas']): Promise<void> {
    const { manager, scope } = this.tx;
    const idOf = await this.areaIds(evaluationId);
    const rows = areas.map((area) => ({ ...area, id: idOf.get(area.number) ?? randomUUID() }));
    await manager.delete(EvaluationSubAreaEntity, { ...scope, areaId: In([...idOf.values()]) });
    if (rows.length === 0) return;
    await manager.upsert(
      EvaluationAreaEntity,
      rows.map(({ id, number, name, achieved, max }) => ({
        ...{ ...scope, id, evaluationId },
        ...{ number, name, achieved, max },
      })),
      { conflictPaths: ['municipalityId', 'id'], skipUpdateIfNoValuesChanged: true },
    );
    const subAreas = rows.flatMap((area) =>
      area.subAreas.map(({ code, name, achieved, max }, index) => ({
        ...{ ...scope, areaId: area.id, position: index + 1 },
        ...{ code, name, achieved, max },
      })),
    );
    if (subAreas.length > 0) await manager.insert(EvaluationSubAreaEntity, subAreas);
  }

  private async removeAreasBut(
    evaluationId: string,
    areas: EvaluationParts['areas'],
  ): Promise<void> {
    const idOf = await this.areaIds(evaluationId);
    for (const { number } of areas) idOf.delete(number);
    const { manager, scope } = this.tx;
    await manager.delete(EvaluationAreaEntity, { ...scope, id: In([...idOf.values()]) });
  }

  /** The ids of the areas of an evaluation, by number. */
  private async areaIds(evaluationId: string): Promise<Map<number, string>> {
    const { manager, scope } = this.tx;
    const areas = await manager.findBy(EvaluationAreaEntity, { ...scope, evaluationId });
    return new Map(areas.map(({ number, id }) => [number, id]));
  }
}

/** All SQL for what evaluations say in words, and for what that led to. */
export class EvaluationPointRepository extends Repository<EvaluationPointEntity> {
  constructor(tx: Tx) {
    super(tx, EvaluationPointEntity);
  }

  /** Says that the point led to the risk; saying it twice is once. */
  async linkRisk(pointId: string, riskId: string): Promise<void> {
    const insert = this.tx.manager.createQueryBuilder().insert().into(EvaluationPointRiskEntity);
    await insert
      .values({ ...this.tx.scope, pointId, riskId })
      .orIgnore()
      .execute();
  }

  /** Takes back that the point led to the risk. */
  async unlinkRisk(pointId: string, riskId: string): Promise<void> {
    await this.tx.manager.delete(EvaluationPointRiskEntity, { ...this.tx.scope, pointId, riskId });
  }

  /** Says that the point led to the action; saying it twice is once. */
  async linkAction(pointId: string, actionId: string): Promise<void> {
    const insert = this.tx.manager.createQueryBuilder().insert().into(EvaluationPointActionEntity);
    await insert
      .values({ ...this.tx.scope, pointId, actionId })
      .orIgnore()
      .execute();
  }

  /** Takes back that the point led to the action. */
  async unlinkAction(pointId: string, actionId: string): Promise<void> {
    const link = { ...this.tx.scope, pointId, actionId };
    await this.tx.manager.delete(EvaluationPointActionEntity, link);
  }

  /** Has exactly these points, in this order. */
  async setAll(evaluationId: string, points: EvaluationParts['points']): Promise<void> {
    const { manager, scope } = this.tx;
    const areas = await manager.findBy(EvaluationAreaEntity, { ...scope, evaluationId });
    const before = await manager.findBy(EvaluationPointEntity, { ...scope, evaluationId });
    const known = new Set(before.map(({ id }) => id));
    const rows = points.map(({ evaluationPointId: id, areaNumber, kind, topic, text }, index) => {
      if (id !== null && !known.has(id)) {
        throw new DomainError('NOT_FOUND', { type: this.typeName, id });
      }
      const areaId = areas.find(({ number }) => number === areaNumber)?.id ?? null;
      return {
        ...{ ...scope, id: id ?? randomUUID(), evaluationId, position: index + 1 },
        ...{ kind, areaId, topic, text },
      };
    });
    const kept = new Set(rows.map(({ id }) => id));
    const gone = before.map(({ id }) => id).filter((id) => !kept.has(id));
    const strengths = rows.filter(({ kind }) => kind === 'STRENGTH').map(({ id }) => id);
    await this.assertLedNowhere([...gone, ...strengths]);
    await manager.delete(EvaluationPointEntity, { ...scope, id: In(gone) });
    if (rows.length === 0) return;
    await manager.upsert(EvaluationPointEntity, rows, {
      conflictPaths: ['municipalityId', 'id'],
      skipUpdateIfNoValuesChanged: true,
    });
  }

  private async assertLedNowhere(ids: readonly string[]): Promise<void> {
    const { manager, scope } = this.tx;
    const ofThem = { ...scope, pointId: In([...ids]) };
    const led =
      (await manager.existsBy(EvaluationPointRiskEntity, ofThem)) ||
      (await manager.existsBy(EvaluationPointActionEntity, ofThem));
    if (led) throw new DomainError('CONFLICT', { type: this.typeName, rule: ledFurther });
  }
}

const ledFurther = {
  sv: 'en punkt som har lett till en risk eller åtgärd kan inte tas bort eller bli en styrka',
  en: 'a point that led to a risk or an action cannot be taken away or become a strength',
};

/** What evaluations can be narrowed to. */
export interface EvaluationFilter {
  readonly boardId?: string | null;
  /** Its very name. */
  readonly instrument?: string | null;
}

/** What evaluations can be sorted by. */
export type EvaluationOrderField = 'PERIOD' | 'TOTAL';

const READABLE = readableTexts('evaluation');

/** Evaluations of the municipality and its bodies. */
export const evaluationList: List<EvaluationEntity, EvaluationFilter, EvaluationOrderField> = {
  entity: EvaluationEntity,
  alias: 'evaluation',
  fields: { PERIOD: 'evaluation.period', TOTAL: 'evaluation.total' },
  defaultOrder: [{ field: 'PERIOD', direction: 'DESC' }],
  narrow: (query, { boardId, instrument }) => {
    if (boardId) query.andWhere('evaluation.board_id = :boardId', { boardId });
    if (instrument) {
      query.andWhere(`${READABLE} AND evaluation.instrument = :instrument`, { instrument });
    }
  },
};
