import { valuesOf } from '../../kernel/enumeration';
import { scoreJson } from '../scoring-scheme';
import { RiskAssessmentKind } from './domain/risk';
import { latestAssessment } from './latest-assessment.sql';

/**
 * SQL that gives a risk as it stands now, as jsonb with the fields of the GraphQL type
 * `RiskDefinition`: to be shown in a draft, and to be stored when the draft is frozen.
 *
 * @param risk the alias of a row of `risk`.
 * @param year an SQL expression: assessments for later years are not seen.
 */
export function riskDefinitionJson(risk: string, year: string): string {
  const assessments = valuesOf(RiskAssessmentKind).map(
    (kind) => `'${kind.toLowerCase()}', ${assessmentJson(risk, kind, year)}`,
  );
  return `jsonb_build_object(
    'number', ${risk}.number,
    'title', ${risk}.title,
    'description', ${risk}.description,
    'category', ${nameOf('risk_category', risk, 'category_id')},
    'process', ${nameOf('process', risk, 'process_id')},
    'ownerRole', ${risk}.owner_role,
    'source', ${risk}.source,
    'sourceNote', ${risk}.source_note,
    'councilGoal', (
      SELECT jsonb_build_object('number', its_goal.number, 'text', its_goal.text)
      FROM council_goal its_goal
      WHERE its_goal.municipality_id = ${risk}.municipality_id
        AND its_goal.id = ${risk}.council_goal_id),
    'treatment', ${risk}.treatment,
    'treatmentReason', ${risk}.treatment_reason,
    'existingMeasures', ${risk}.existing_measures,
    'measuresSufficient', ${risk}.measures_sufficient,
    'sensitivity', ${risk}.sensitivity,
    ${assessments.join(',\n    ')})`;
}

function nameOf(table: string, risk: string, column: string): string {
  return `(
      SELECT named.name FROM ${table} named
      WHERE named.municipality_id = ${risk}.municipality_id AND named.id = ${risk}.${column})`;
}

function assessmentJson(risk: string, kind: RiskAssessmentKind, year: string): string {
  return `(
      SELECT ${scoreJson('latest')} || jsonb_build_object(
        'year', latest.year, 'motive', latest.motive, 'assessedOn', latest.assessed_on)
      FROM ${latestAssessment(risk, `'${kind}'`, year)} latest)`;
}
