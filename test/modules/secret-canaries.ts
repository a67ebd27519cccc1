import type { TestDatabase } from '../support/database';
import type { TestMunicipality } from '../support/municipality';
import { auditReport } from './audit-recommendation/audits';
import { decidedReport } from './decided-report';
import {
  assess,
  movePlan,
  type Plan,
  planOf,
  raise,
  record,
  type Versioned,
} from './follow-up/year';
import { pastRules } from './past-rules';
import { assess as assessRisk, createRisk, does, type Risk } from './risk/register';

/** What every secret text of the executive board begins with, and every one that the boards share. */
export const [OURS, SHARED] = ['KANARIE', 'GEMENSAM'] as const;

/** The records that hold canaries, by the query that finds them, and every canary. */
export interface Canaries {
  readonly ids: Readonly<Record<string, readonly string[]>>;
  readonly planted: readonly string[];
}

/** Where canaries are planted, and those that are. */
interface Ground {
  readonly database: TestDatabase;
  readonly of: TestMunicipality;
  readonly planted: string[];
}

/** The columns of a table with free text: no enumeration, no form, no reference or name of somebody. */
export async function textColumns(
  { owner }: TestDatabase,
  table: string,
): Promise<{ name: string; isList: boolean }[]> {
  return owner.query(
    `SELECT attname AS name, atttypid = 'text[]'::regtype AS "isList" FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND attname NOT LIKE '%\\_by'
       AND attname <> 'current_band_code' -- a copy of what is a key elsewhere
       AND atttypid IN ('text'::regtype, 'text[]'::regtype)
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = attrelid AND attnum = ANY(conkey)
         AND (contype = 'f' OR pg_get_constraintdef(pg_constraint.oid) ~ 'ARRAY\\[|\\w ~ '))`,
    [table],
  );
}

/** Writes a canary into every free text of a table, and makes its rows secret. */
async function plant({ database, of, planted }: Ground, ...tables: string[]): Promise<void> {
  for (const table of tables) {
    const columns = await textColumns(database, table);
    expect(columns.length).toBeGreaterThan(0);
    const owner =
      table === 'control'
        ? `CASE WHEN board_id IS NULL THEN '${SHARED}' ELSE '${OURS}' END`
        : `'${OURS}'`;
    const changes = columns.map(({ name, isList }) => {
      const canary = `${owner} || ' ${table}.${name}.'`;
      planted.push(`${OURS} ${table}.${name}.`);
      if (table === 'control') planted.push(`${SHARED} ${table}.${name}.`);
      return `${name} = ${isList ? `ARRAY[${canary}]` : canary}`;
    });
    const hasOwn = await database.owner.query<unknown[]>(
      `SELECT FROM pg_attribute WHERE attrelid = $1::regclass AND attname = 'sensitivity'`,
      [table],
    );
    if (hasOwn.length > 0) changes.push(`sensitivity = 'SECRET'`);
    await pastRules(database, `UPDATE ${table} SET ${changes} WHERE municipality_id = $1`, [
      of.municipalityId,
    ]);
  }
}

/** One secret record of each kind, with a canary in each text, told again in a plan and a report. */
export async function plantCanaries(
  database: TestDatabase,
  of: TestMunicipality,
): Promise<Canaries> {
  const planted: string[] = [];
  const ground = { database, of, planted };
  const risk = await assessRisk(of, await createRisk(of), { year: 2025, value: 4 });
  const action = await raise(of, 'x', { raisedOn: '2025-06-01' });
  const { control: shared } = await does<{ control: Versioned }>(
    of,
    'createControl',
    { title: 'x' },
    'control { id version }',
  );
  await does(of, 'linkControlToRisk', { controlId: shared.id, riskId: risk.id });
  await of.api.does(of.api.actorWith('BOARD_SECRETARY'), 'decideCommonControls', {
    ...{ year: 2025, controls: [{ controlId: shared.id, kinds: ['FEDERATION'] }], decision: {} },
  });
  await does(of, 'linkActionToControl', { controlId: shared.id, actionId: action.id });
  await does(of, 'linkActionToRisk', { riskId: risk.id, actionId: action.id });
  const draft = await planOf(
    of,
    [
      { title: 'x', controls: ['x'] },
      { riskId: risk.id, actionIds: [action.id] },
    ],
    { board: 'KS', upTo: null },
  );
  const added = {
    planId: draft.id,
    expectedVersion: draft.version,
    kind: 'OWN_CONTROL',
    title: 'x',
  };
  const { controlPlan } = await does<{ controlPlan: Plan }>(
    of,
    'addPlanItem',
    { ...added, controls: [{ controlId: shared.id }] },
    'controlPlan { id version }',
  );
  // Sense or not: only what is told to whom matters here.
  await database.owner.query(`
    ALTER TABLE action DROP CONSTRAINT action_cancelled_reason_check;
    ALTER TABLE control_result DROP CONSTRAINT control_result_not_performed_check;
    ALTER TABLE plan_item DROP CONSTRAINT plan_item_not_applicable_check;
    ALTER TABLE plan_item DROP CONSTRAINT plan_item_risk_or_own_check;`);
  await plant(ground, 'risk', 'risk_assessment', 'control', 'action', 'plan_item');
  await pastRules(
    database,
    `UPDATE common_control SET definition = definition || jsonb_build_object('title', '${SHARED}')
     WHERE municipality_id = $1`,
    [of.municipalityId],
  );
  // The first item gets a result, so it has to apply.
  await pastRules(database, 'UPDATE plan_item SET not_applicable_reason = NULL WHERE id = $1', [
    draft.items[0].id,
  ]);
  const plan = await movePlan(of, await movePlan(of, controlPlan, 'propose'), 'adopt');

  const parts = {
    ...{ text: 'x', resultOn: '2025-06-01', actionIds: [action.id], units: [{ unit: 'x' }] },
    ...{ deviations: [{ text: 'x' }], evidence: [{ title: 'x', url: 'https://exempel.se' }] },
  };
  const result = await assess(of, await record(of, plan.items[0], parts), 'RED');
  await plant(ground, 'control_result', 'deviation', 'unit_result', 'evidence');
  await does(of, 'configureFollowUpRound', {
    ...{ year: 2025, occasion: 'YEAR_END', name: 'Årsbokslut' },
    ...{ asOf: '2025-12-01', dueOn: '2026-01-31' },
  });
  const next = await planOf(of, [{ title: 'x' }], { board: 'KS', year: 2026, upTo: null });
  await pastRules(
    database,
    `INSERT INTO carry_over (municipality_id, from_stable_id, from_item_id, to_item_id, to_stable_id,
       motive, carried_by, carried_on)
     SELECT its.municipality_id, its.stable_id, its.id, other.id, other.stable_id, 'x', 'x', now()
     FROM plan_item its, plan_item other WHERE its.id = $1 AND other.id = $2`,
    [plan.items[0].id, next.items[0].id],
  );
  await plant(ground, 'carry_over');
  const { report, decision } = await decidedReport(of, 'KS', {
    ...{ points: [{ text: 'x', assignedRole: 'x' }], preparation: [{ body: 'x' }] },
  });
  await plant(ground, 'follow_up_report', 'decision', 'decision_point', 'decision_preparation');

  await plantSupervision(ground);
  await plantAudit(ground);
  await does(of, 'recordEvaluation', {
    ...{ board: 'KS', instrument: 'x', benchmarks: [{ population: 'x', value: 1 }] },
    areas: [{ number: 1, name: 'x', subAreas: [{ code: 'x', name: 'x' }] }],
    points: [{ kind: 'IMPROVEMENT', areaNumber: 1, text: 'x' }],
  });
  await does(of, 'recordQuestion', {
    ...{ board: 'KS', kind: 'INTERPELLATION', questions: ['x'], facts: [{ text: 'x' }] },
    statedControls: [{ number: 1, kind: 'PLANNED', text: 'x' }],
  });
  await plant(
    ground,
    'evaluation',
    'evaluation_area',
    'evaluation_sub_area',
    'evaluation_benchmark',
  );
  await plant(ground, 'evaluation_point', 'question', 'question_fact', 'stated_control');
  await plantRound(ground, risk);

  const idsOf = async (table: string): Promise<string[]> => {
    const sql = `SELECT id FROM ${table} WHERE municipality_id = $1`;
    const rows = await database.owner.query<Versioned[]>(sql, [of.municipalityId]);
    return rows.map(({ id }) => id);
  };
  const ids = {
    ...{ risk: [risk.id], riskAssessment: await idsOf('risk_assessment') },
    ...{ control: await idsOf('control'), action: [action.id] },
    commonControl: await idsOf('common_control'),
    ...{ controlPlan: [plan.id, next.id], planItem: plan.items.map(({ id }) => id) },
    ...{ plannedControl: await idsOf('planned_control'), controlResult: [result.id] },
    ...{ followUpReportById: [report.id], decision: [decision.id] },
    followUpRound: await idsOf('follow_up_round'),
    supervisionReportById: await idsOf('supervision_report'),
    decisionPoint: decision.points.map(({ id }) => id),
    ...{ auditReport: await idsOf('audit_report'), auditAnswer: await idsOf('audit_answer') },
    auditRecommendation: await idsOf('audit_recommendation'),
    auditResponse: await idsOf('audit_response'),
    ...{ evaluation: await idsOf('evaluation'), evaluationPoint: await idsOf('evaluation_point') },
    ...{ question: await idsOf('question'), statedControl: await idsOf('stated_control') },
    riskAssessmentRound: await idsOf('risk_assessment_round'),
    riskCandidate: await idsOf('risk_candidate'),
  };
  return { ids, planted };
}

/** A round that says something of a secret risk, and sets aside candidates from secret sources. */
async function plantRound(ground: Ground, { id: riskId }: Risk): Promise<void> {
  const { of } = ground;
  type Round = Versioned & { readonly candidates: readonly (Versioned & { kind: string })[] };
  const { riskAssessmentRound: round } = await does<{ riskAssessmentRound: Round }>(
    of,
    'openRiskAssessmentRound',
    { board: 'KS', year: 2026 },
    'riskAssessmentRound { id candidates { id kind version } }',
  );
  expect(new Set(round.candidates.map(({ kind }) => kind)).size).toBe(5);
  for (const { id: candidateId, version: expectedVersion } of round.candidates) {
    await does(of, 'settleCandidate', { candidateId, expectedVersion, reason: 'x' });
  }
  const said = { roundId: round.id, riskId };
  await does(of, 'confirmRisk', { ...said, expectedVersion: 0, motive: 'x' });
  const override = { ...said, expectedVersion: 1, isIncluded: true, reason: 'x' };
  await does(of, 'overrideInclusion', override);
  await plant(ground, 'risk_candidate', 'risk_in_round');
}

/** A secret draft of the executive board's report on the round, with a judgement of a board. */
async function plantSupervision(ground: Ground): Promise<void> {
  const { of } = ground;
  const { followUpRounds } = await of.api.ask<{ followUpRounds: readonly Versioned[] }>(
    '{ followUpRounds(year: 2025) { id } }',
  );
  const { supervisionReport } = await does<{ supervisionReport: Versioned }>(
    of,
    'draftSupervisionReport',
    { roundId: followUpRounds[0]?.id, proposals: ['x'] },
    'supervisionReport { id version }',
  );
  await does(of, 'judgeInternalControl', {
    ...{ reportId: supervisionReport.id, expectedVersion: supervisionReport.version },
    ...{ board: 'KS', judgement: 'SUFFICIENT', motive: 'x' },
  });
  await plant(ground, 'supervision_report', 'supervision_judgement');
}

/** A secret report of the auditors on the executive board, with all that hangs on it. */
async function plantAudit(ground: Ground): Promise<void> {
  const { of } = ground;
  const { recommendations } = await auditReport(of);
  const [{ id: responseId, version: expectedVersion }] = recommendations[0].responses;
  const evidence = [{ title: 'x', url: 'https://exempel.se' }];
  await does(of, 'updateAuditResponse', { responseId, expectedVersion, evidence });
  const retest = { responseId, result: 'REMEDIED' };
  await of.api.does(of.api.actorWith('AUDITOR'), 'recordAuditRetest', retest);
  await plant(ground, 'audit_report', 'audit_recommendation', 'audit_response', 'audit_answer');
  await plant(ground, 'audit_evidence', 'audit_retest');
}
