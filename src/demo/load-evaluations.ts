import { readInput } from '../kernel/input';
import { Repository } from '../kernel/repository';
import type { Tx } from '../kernel/unit-of-work';
import {
  EvaluationAreaEntity,
  EvaluationBenchmarkEntity,
  EvaluationEntity,
  EvaluationPointActionEntity,
  EvaluationPointEntity,
  EvaluationPointRiskEntity,
  EvaluationSubAreaEntity,
} from '../modules/evaluation';
import {
  afterCorrection,
  checkEvaluation,
  readEvaluation,
  unknownEvaluation,
} from '../modules/evaluation/domain/evaluation';
import type { SeedEvaluation } from './seed-format';
import type { SeedNames } from './seed-names';

/** Writes evaluations with their parts, and links what they say to the risks and actions that came of it. */
export async function loadEvaluations(
  tx: Tx,
  names: SeedNames,
  evaluations: readonly SeedEvaluation[] = [],
): Promise<void> {
  for (const evaluation of evaluations) await loadEvaluation(tx, names, evaluation);
}

async function loadEvaluation(
  tx: Tx,
  names: SeedNames,
  { key, board, ...seed }: SeedEvaluation,
): Promise<void> {
  const { manager, scope } = tx;
  const {
    areas = [],
    benchmarks = [],
    points = [],
    ...values
  } = readInput((input) => {
    const read = readEvaluation(input, seed);
    checkEvaluation(input, afterCorrection(unknownEvaluation, read));
    return read;
  });
  const evaluationId = names.add('evaluation', key);
  const boardId = names.idOrNull('board', board);
  await new Repository(tx, EvaluationEntity).insertAll([{ ...values, id: evaluationId, boardId }]);

  const areaId = (number: number): string => names.idOf('area', `${key} ${number}`);
  await new Repository(tx, EvaluationAreaEntity).insertAll(
    areas.map(({ subAreas, ...area }) => ({
      ...area,
      id: names.add('area', `${key} ${area.number}`),
      evaluationId,
    })),
  );
  const subAreas = areas.flatMap((area) =>
    area.subAreas.map((subArea, index) => ({
      ...{ ...subArea, ...scope },
      ...{ areaId: areaId(area.number), position: index + 1 },
    })),
  );
  if (subAreas.length > 0) await manager.insert(EvaluationSubAreaEntity, subAreas);
  const others = benchmarks.map((each, index) => ({
    ...{ ...each, ...scope },
    ...{ evaluationId, position: index + 1 },
  }));
  if (others.length > 0) await manager.insert(EvaluationBenchmarkEntity, others);

  await new Repository(tx, EvaluationPointEntity).insertAll(
    points.map(({ kind, areaNumber, topic, text }, index) => ({
      id: names.add('evaluation point', `${key} ${index + 1}`),
      ...{ evaluationId, position: index + 1, kind, topic, text },
      areaId: areaNumber === null ? null : areaId(areaNumber),
    })),
  );
  for (const [index, { risks = [], actions = [] }] of (seed.points ?? []).entries()) {
    const pointId = names.idOf('evaluation point', `${key} ${index + 1}`);
    for (const risk of risks) {
      const riskId = names.idOf('risk', risk);
      await manager.insert(EvaluationPointRiskEntity, { ...scope, pointId, riskId });
    }
    for (const action of actions) {
      const actionId = names.idOf('action', action);
      await manager.insert(EvaluationPointActionEntity, { ...scope, pointId, actionId });
    }
  }
}
