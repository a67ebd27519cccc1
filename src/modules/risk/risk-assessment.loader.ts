import { type BatchLoad, loadOne, rowById, rowsByParent } from '../../kernel/loaders';
import type { Link } from '../../kernel/reading/link';
import { type Score, scoreColumns } from '../scoring-scheme';
import type { RiskAssessmentKind } from './domain/risk';
import { ANY_YEAR, latestAssessment } from './latest-assessment.sql';
import { RiskAssessmentEntity } from './risk.entity';

/** Assessments by id. */
export const riskAssessmentById = rowById(RiskAssessmentEntity);

/** Every assessment of each risk, the latest first. */
export const assessmentsByRisk = rowsByParent(RiskAssessmentEntity, 'riskId', {
  year: 'DESC',
  recordedAt: 'DESC',
  id: 'ASC',
});

/** A key of `latestAssessmentByKey`; without a year, the latest of all is asked for. */
export function latestAssessmentKey(
  riskId: string,
  kind: RiskAssessmentKind,
  year: number | null | undefined,
): string {
  return [riskId, kind, year ?? ANY_YEAR].join('/');
}

/** The latest assessments of risks, each of one kind and for no later year than the key names. */
export const latestAssessmentByKey: BatchLoad<string, RiskAssessmentEntity> = async (
  { manager, scope },
  keys,
) => {
  const asked = keys.map((key) => key.split('/'));
  const [riskIds, kinds, years] = [0, 1, 2].map((part) => asked.map((key) => key[part]));
  const found = `(
    SELECT risk.key, latest.id
    FROM (SELECT CAST(:municipalityId AS uuid) AS municipality_id, each.*
          FROM unnest(CAST(:keys AS text[]), CAST(:riskIds AS uuid[]), CAST(:kinds AS text[]),
                      CAST(:years AS integer[])) AS each(key, id, kind, year)) risk
    CROSS JOIN LATERAL ${latestAssessment('risk', 'risk.kind', 'risk.year')} latest)`;
  const { raw, entities } = await manager
    .createQueryBuilder(RiskAssessmentEntity, 'assessment')
    .innerJoin(found, 'found', 'found.id = assessment.id')
    .addSelect('found.key', 'key')
    .where('assessment.municipality_id = :municipalityId', scope)
    .setParameters({ keys, riskIds, kinds, years })
    .getRawAndEntities<{ key: string; assessment_id: string }>();
  const byId = new Map(entities.map((row) => [row.id, row]));
  return new Map(
    raw.flatMap(({ key, assessment_id: id }) => {
      const assessment = byId.get(id);
      return assessment ? [[key, assessment]] : [];
    }),
  );
};

/** The latest assessment of a risk, of one kind and for no later year than the argument `year` says. */
export function latestOfKind(kind: RiskAssessmentKind): Link {
  return {
    to: RiskAssessmentEntity,
    by: 'record.risk_id',
    where: (argument) =>
      `record.kind = '${kind}' AND record.year <= coalesce(${argument('year', 'integer')}, ${ANY_YEAR})`,
    orderBy: 'record.year DESC, record.recorded_at DESC',
    findsMany: false,
  };
}

/** What each assessment says that its risk is worth, in the words of its own scheme. */
export const scoreByAssessment = loadOne<Score>(
  {
    from: 'risk_assessment assessment',
    tenant: 'assessment.municipality_id',
    columns: scoreColumns('assessment'),
  },
  'assessment.id',
);
