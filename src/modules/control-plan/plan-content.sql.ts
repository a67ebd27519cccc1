import { jsonOf } from '../../kernel/reading/view';
import { actionWording } from '../action';
import { controlDefinitionJson } from '../control';
import { governingDocumentDefinitionJson } from '../governing-document';
import { riskDefinitionJson } from '../risk';
import { scoreJson } from '../scoring-scheme';

/**
 * What a plan contains, as SQL that drafts and adopted plans share. The linked definitions are read
 * from the register while the plan is a draft, and from `stated` once it lies before the board. The
 * same expression fills `stated`, so the two cannot differ in form.
 */

/** What the register says of an item now: of its risk, its process and its own value. */
export const ITEM_DEFINITION = `jsonb_build_object(
  'risk', CASE WHEN risk.id IS NOT NULL THEN ${riskDefinitionJson('risk', 'plan.year')} END,
  'process', CASE WHEN process.id IS NOT NULL
    THEN jsonb_build_object('kind', process.kind, 'name', process.name) END,
  'score', ${scoreJson('item')})`;

const ITEMS = `plan_item item
  JOIN control_plan plan ON plan.municipality_id = item.municipality_id AND plan.id = item.plan_id
  LEFT JOIN risk ON risk.municipality_id = item.municipality_id AND risk.id = item.risk_id
  LEFT JOIN process ON process.municipality_id = item.municipality_id AND process.id = item.process_id
  WHERE item.municipality_id = $1`;

/** The documents that the plans `$2` cite with their definitions, in order. */
export const SELECT_CITED_DOCUMENTS = `SELECT cited.plan_id AS "planId",
    cited.document_id AS "documentId", plan.year,
    coalesce(cited.stated, ${governingDocumentDefinitionJson('document')}) AS definition
  FROM plan_governing_document cited
  JOIN control_plan plan ON plan.municipality_id = cited.municipality_id AND plan.id = cited.plan_id
  JOIN governing_document document ON document.municipality_id = cited.municipality_id
    AND document.id = cited.document_id
  WHERE cited.municipality_id = $1 AND cited.plan_id = ANY($2)
  ORDER BY cited.plan_id, cited.position`;

/** Keeps the definitions as they are now in the plan `$2`, for the board to decide on. */
export const KEEP_DEFINITIONS = [
  `UPDATE plan_item SET stated = source.definition
   FROM (SELECT item.id, ${ITEM_DEFINITION} AS definition FROM ${ITEMS} AND item.plan_id = $2) source
   WHERE plan_item.municipality_id = $1 AND plan_item.id = source.id`,
  `UPDATE planned_control SET stated = ${controlDefinitionJson('control')} FROM control
   WHERE planned_control.municipality_id = $1 AND planned_control.plan_id = $2
     AND control.municipality_id = $1 AND control.id = planned_control.control_id`,
  `UPDATE plan_item_action SET stated = ${jsonOf({ columns: actionWording('action') })} FROM action
   WHERE plan_item_action.municipality_id = $1 AND plan_item_action.plan_id = $2
     AND action.municipality_id = $1 AND action.id = plan_item_action.action_id`,
  `UPDATE plan_governing_document SET stated = ${governingDocumentDefinitionJson('document')}
   FROM governing_document document
   WHERE plan_governing_document.municipality_id = $1 AND plan_governing_document.plan_id = $2
     AND document.municipality_id = $1 AND document.id = plan_governing_document.document_id`,
];

/** Lets the plan `$2` follow the register again. */
export const RELEASE_DEFINITIONS = [
  ...['plan_item', 'planned_control', 'plan_item_action', 'plan_governing_document'],
].map((table) => `UPDATE ${table} SET stated = NULL WHERE municipality_id = $1 AND plan_id = $2`);

/** Copies what the plan `$2` contains into the plan `$3`; each copy keeps its stable id. */
export const COPY_CONTENT = [
  `INSERT INTO plan_item (municipality_id, id, plan_id, stable_id, number, kind, risk_id, process_id,
     title, likelihood, consequence, value, band_code, scheme_id, note, sensitivity, is_tested,
     not_applicable_reason, previous_item_id, common_control_id, version)
   SELECT municipality_id, gen_random_uuid(), $3, stable_id, number, kind, risk_id, process_id,
     title, likelihood, consequence, value, band_code, scheme_id, note, sensitivity, is_tested,
     not_applicable_reason, previous_item_id, common_control_id, 1
   FROM plan_item WHERE municipality_id = $1 AND plan_id = $2`,
  `INSERT INTO planned_control (municipality_id, id, plan_id, item_id, item_kind, stable_id, position,
     control_id, methods, population, sample)
   SELECT planned.municipality_id, gen_random_uuid(), $3, copy.id, planned.item_kind, planned.stable_id,
     planned.position, planned.control_id, planned.methods, planned.population, planned.sample
   FROM planned_control planned
   JOIN plan_item original ON original.municipality_id = $1 AND original.id = planned.item_id
   JOIN plan_item copy ON copy.municipality_id = $1 AND copy.plan_id = $3
     AND copy.stable_id = original.stable_id
   WHERE planned.municipality_id = $1 AND planned.plan_id = $2`,
  `INSERT INTO plan_item_action (municipality_id, plan_id, item_id, action_id, position)
   SELECT link.municipality_id, $3, copy.id, link.action_id, link.position
   FROM plan_item_action link
   JOIN plan_item original ON original.municipality_id = $1 AND original.id = link.item_id
   JOIN plan_item copy ON copy.municipality_id = $1 AND copy.plan_id = $3
     AND copy.stable_id = original.stable_id
   WHERE link.municipality_id = $1 AND link.plan_id = $2`,
  `INSERT INTO plan_governing_document (municipality_id, plan_id, document_id, position)
   SELECT municipality_id, $3, document_id, position
   FROM plan_governing_document WHERE municipality_id = $1 AND plan_id = $2`,
];

/** Has the plan `$3` cite what `$2` cites, but for documents that ended before the year `$4` began. */
export const COPY_VALID_DOCUMENTS = `INSERT INTO plan_governing_document (municipality_id, plan_id,
    document_id, position)
  SELECT cited.municipality_id, $3, cited.document_id, row_number() OVER (ORDER BY cited.position)
  FROM plan_governing_document cited
  JOIN governing_document document ON document.municipality_id = cited.municipality_id
    AND document.id = cited.document_id
  WHERE cited.municipality_id = $1 AND cited.plan_id = $2
    AND coalesce(document.valid_to >= make_date($4, 1, 1), TRUE)`;

/** Makes the item with the stable id `$2` as secret as `$3` where it is less, for the reason `$4`. */
export const RAISE_ITEMS = `UPDATE plan_item
  SET sensitivity = $3, sensitivity_reason = $4, version = version + 1
  WHERE municipality_id = $1 AND stable_id = $2
    AND sensitivity_rank(sensitivity) < sensitivity_rank($3)`;

/** Takes away the draft `$2` with everything in it. */
export const DELETE_DRAFT = [
  ...['planned_control', 'plan_item_action', 'plan_item', 'plan_governing_document'].map(
    (table) => `DELETE FROM ${table} WHERE municipality_id = $1 AND plan_id = $2`,
  ),
  'DELETE FROM control_plan WHERE municipality_id = $1 AND id = $2',
];
