import { type Actor, permissions } from '../../../src/kernel/authorisation';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { does } from '../risk/register';
import {
  establishLights,
  movePlan,
  type Plan,
  planOf,
  record,
  refusalOf,
  type Versioned,
} from './year';

let database: TestDatabase;
let here: TestMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
  here = await createMunicipality(database);
  await establishLights(here);
  await requireOtherAssessor(true);
});
afterAll(() => database.drop());

/** Somebody who holds every role that any of the steps needs. */
const person = (name: string): Actor => ({
  ...here.api.actorWith('CONTROLLER'),
  subject: name,
  grants: [
    { role: 'CONTROLLER', boardId: null },
    { role: 'BOARD_SECRETARY', boardId: null },
  ],
});

async function requireOtherAssessor(isRequired: boolean): Promise<void> {
  await database.owner.transaction(async (manager) => {
    await manager.query(
      `SELECT set_config('app.actor', 'test', true), set_config('app.act', 'TEST_PREPARED', true)`,
    );
    await manager.query(
      'UPDATE municipality SET requires_other_assessor = $2 WHERE municipality_id = $1',
      [here.municipalityId, isRequired],
    );
  });
}

const stored = async (sql: string, id: string): Promise<unknown> =>
  (await database.owner.query<unknown[]>(sql, [id]))[0];

describe('a plan', () => {
  let plan: Plan;
  beforeAll(async () => {
    plan = await planOf(here, undefined, { upTo: null });
    const { controlPlan } = await here.api.does<{ controlPlan: Plan }>(
      person('anna'),
      'proposeControlPlan',
      { planId: plan.id, expectedVersion: plan.version },
      'controlPlan { id version }',
    );
    plan = { ...plan, ...controlPlan };
  });
  const adoption = () => ({ planId: plan.id, expectedVersion: plan.version, decision: {} });

  it('AZ-9 is not adopted by its proposer, who is told why in both languages', async () => {
    const { errors } = await here.api.attempt(person('anna'), 'adoptControlPlan', adoption());

    expect(errors[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
      details: {
        permission: 'control-plan:adopt',
        rule: {
          sv: 'en annan person än den som lade fram planen ska registrera antagandet',
          en: 'another person than the one who proposed the plan must record its adoption',
        },
      },
    });
    expect(
      await stored('SELECT state, version FROM control_plan WHERE id = $1', plan.id),
    ).toMatchObject({ state: 'PROPOSED', version: plan.version });
  });

  it('AZ-9 is adopted by another person, and keeps who it was', async () => {
    const { controlPlan } = await here.api.does<{ controlPlan: object }>(
      person('bo'),
      'adoptControlPlan',
      adoption(),
      'controlPlan { state proposedBy adoptedBy }',
    );

    expect(controlPlan).toEqual({ state: 'ADOPTED', proposedBy: 'anna', adoptedBy: 'bo' });
  });

  it('AZ-9 the database refuses the proposer as adopter, and a change of who it was', async () => {
    const proposed = await planOf(here, undefined, { upTo: 'propose' });
    const byProposer = [
      `UPDATE control_plan SET adopted_by = proposed_by, state = 'ADOPTED', frozen_at = now(),
         decision_id = (SELECT decision_id FROM control_plan WHERE id = '${plan.id}')
       WHERE id = $1`,
    ];

    expect(await refusalOf(database.application, here, byProposer, [proposed.id])).toBe('23514');
    for (const source of [database.application, database.owner]) {
      expect(
        await refusalOf(source, here, `UPDATE control_plan SET adopted_by = 'cleo' WHERE id = $1`, [
          plan.id,
        ]),
      ).toBe('IK001');
    }
  });
});

describe('a report', () => {
  let report: Versioned;
  const decision = () => ({ reportId: report.id, expectedVersion: report.version, decision: {} });
  beforeAll(async () => {
    const { board, year } = await planOf(here);
    const draft = { board: board.id, year, occasion: 'YEAR_END', asOf: '2025-12-01' };
    const fields = 'followUpReport { id version }';
    const { followUpReport: drafted } = await does<{ followUpReport: Versioned }>(
      here,
      'draftFollowUpReport',
      draft,
      fields,
    );
    const { followUpReport } = await here.api.does<{ followUpReport: Versioned }>(
      person('anna'),
      'submitFollowUpReport',
      { reportId: drafted.id, expectedVersion: drafted.version },
      fields,
    );
    report = followUpReport;
  });

  it('AZ-9 is not decided on by its submitter', async () => {
    const { errors } = await here.api.attempt(person('anna'), 'decideFollowUpReport', decision());

    expect(errors[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
      details: {
        permission: 'follow-up-report:decide',
        rule: {
          en: 'another person than the one who submitted the report must record the decision',
        },
      },
    });
    expect(
      await refusalOf(
        database.application,
        here,
        `UPDATE follow_up_report SET decided_by = submitted_by, state = 'DECIDED', frozen_at = now(),
           decision_id = (SELECT id FROM decision LIMIT 1) WHERE id = $1`,
        [report.id],
      ),
    ).toBe('23514');
  });

  it('AZ-9 is decided on by another person, and keeps who it was', async () => {
    const { followUpReport } = await here.api.does<{ followUpReport: object }>(
      person('bo'),
      'decideFollowUpReport',
      decision(),
      'followUpReport { state submittedBy decidedBy }',
    );

    expect(followUpReport).toEqual({ state: 'DECIDED', submittedBy: 'anna', decidedBy: 'bo' });
    expect(
      await refusalOf(
        database.owner,
        here,
        `UPDATE follow_up_report SET decided_by = 'cleo' WHERE id = $1`,
        [report.id],
      ),
    ).toBe('IK001');
  });
});

describe('a result', () => {
  let result: Versioned;
  const recorder = () => here.api.actorWith('CONTROLLER');
  const light = { levelCode: 'GREEN', motive: 'Utan anmärkning' };
  const assessment = () => ({ resultId: result.id, expectedVersion: result.version, ...light });
  const byRecorder = `UPDATE control_result SET is_assessed = true, level_code = 'GREEN',
    scheme_id = (SELECT scheme_id FROM control_plan LIMIT 1), assessed_by = recorded_by WHERE id = $1`;
  beforeAll(async () => {
    const plan = await planOf(here);
    result = await record(here, plan.items[0]);
  });

  it('AZ-9 is not assessed by whoever recorded it, when the municipality requires another', async () => {
    const { errors } = await here.api.attempt(recorder(), 'assessResult', assessment());

    expect(errors[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
      details: {
        permission: 'result:assess',
        rule: {
          en: 'another person than whoever recorded or corrected the result must assess it',
        },
      },
    });
    expect(await refusalOf(database.application, here, byRecorder, [result.id])).toBe('23514');
  });

  it('AZ-9 is assessed by another person', async () => {
    const { controlResult } = await here.api.does<{ controlResult: Versioned }>(
      person('bo'),
      'assessResult',
      assessment(),
      'controlResult { id version assessment { level { code } } }',
    );

    expect(controlResult).toMatchObject({ assessment: { level: { code: 'GREEN' } } });
    result = controlResult;
  });

  it('AZ-9 is assessed by whoever recorded it, when the municipality allows that', async () => {
    await requireOtherAssessor(false);
    const { codes } = await here.api.attempt(recorder(), 'assessResult', assessment());
    await requireOtherAssessor(true);

    expect(codes).toEqual([]);
  });

  it('AZ-9 keeps its light when it was assessed before the rule, and nobody touches it', async () => {
    const { version } = (await stored(
      'SELECT version FROM control_result WHERE id = $1',
      result.id,
    )) as Versioned;
    const input = { resultId: result.id, expectedVersion: version, sensitivity: 'OPEN' };
    const fields = 'controlResult { id version assessment { level { code } } }';
    const { controlResult } = await here.api.does<{ controlResult: Versioned }>(
      recorder(),
      'correctResult',
      input,
      fields,
    );

    expect(controlResult).toMatchObject({ assessment: { level: { code: 'GREEN' } } });
    const sql = `UPDATE control_result SET motive = 'Annat' WHERE id = $1`;
    expect(await refusalOf(database.application, here, sql, [result.id])).toBe('23514');
  });
});

describe('a result that several have written', () => {
  /** A system that may do whatever a system may, with a token that somebody made. */
  const systemOf = (name: string): Actor => ({
    ...here.api.actorWith('INTEGRATION_CLIENT'),
    grants: [{ role: 'INTEGRATION_CLIENT', boardId: null, scopes: permissions }],
    onBehalfOf: name,
  });
  const fields = 'controlResult { id version }';
  const corrected = async (actor: Actor, { id, version }: Versioned, values: object) => {
    const input = { resultId: id, expectedVersion: version, ...values };
    type Payload = { controlResult: Versioned };
    return (await here.api.does<Payload>(actor, 'correctResult', input, fields)).controlResult;
  };
  const assessedBy = async (name: string, { id, version }: Versioned) => {
    const input = { resultId: id, expectedVersion: version, levelCode: 'GREEN' };
    return (await here.api.attempt(person(name), 'assessResult', input)).codes;
  };
  const lightBy = (name: string, { id }: Versioned) =>
    refusalOf(
      database.application,
      here,
      `UPDATE control_result SET is_assessed = true, level_code = 'GREEN', assessed_by = '${name}',
         scheme_id = (SELECT scheme_id FROM control_plan LIMIT 1) WHERE id = $1`,
      [id],
    );
  const authorsOf = ({ id }: Versioned) =>
    stored('SELECT recorded_by, outcome_by FROM control_result WHERE id = $1', id);

  it('AZ-9 is assessed by nobody who recorded or corrected it, whatever they corrected', async () => {
    const recorded = await record(here, (await planOf(here)).items[0], { text: 'Brister' });
    const rewritten = await corrected(person('cleo'), recorded, { text: 'Inga brister' });
    const again = await corrected(person('dag'), rewritten, { deviations: [] });
    const last = await corrected(person('cleo'), again, { text: 'Inga brister alls' });
    const result = await corrected(person('bo'), last, { sensitivity: 'OPEN' });

    expect(await authorsOf(result)).toEqual({
      ...{ recorded_by: 'test-controller', outcome_by: ['test-controller', 'cleo', 'dag'] },
    });
    for (const author of ['test-controller', 'cleo', 'dag']) {
      expect(await assessedBy(author, result)).toEqual(['FORBIDDEN']);
      expect(await lightBy(author, result)).toBe('23514');
    }
    expect(await lightBy('bo', result)).toBeNull();
    expect(await assessedBy('bo', result)).toEqual([]);
  });

  it('AZ-9 is not assessed by whoever made the token that a system wrote it with', async () => {
    const { items } = await planOf(here);
    const input = { planItemId: items[0].id, executionStatus: 'COMPLETED' };
    const plannedControlIds = items[0].plannedControls.map(({ id }) => id);
    const { controlResult } = await here.api.does<{ controlResult: Versioned }>(
      systemOf('anna'),
      'recordResult',
      { ...input, plannedControlIds },
      fields,
    );
    const result = await corrected(systemOf('cleo'), controlResult, { text: 'Inga brister' });

    expect(await authorsOf(result)).toEqual({
      ...{ recorded_by: 'test-integration_client', outcome_by: ['anna', 'cleo'] },
    });
    for (const author of ['anna', 'cleo']) {
      expect(await assessedBy(author, result)).toEqual(['FORBIDDEN']);
      expect(await lightBy(author, result)).toBe('23514');
    }
    expect(await assessedBy('bo', result)).toEqual([]);
  });

  it('AZ-9 has to be assessed anew, by another person than whoever corrected it', async () => {
    const recorded = await record(here, (await planOf(here)).items[0]);
    expect(await assessedBy('bo', recorded)).toEqual([]);
    const result = await corrected(person('bo'), { ...recorded, version: 2 }, { text: 'Nytt' });

    expect(
      await stored('SELECT is_assessed, assessed_by FROM control_result WHERE id = $1', result.id),
    ).toEqual({ is_assessed: false, assessed_by: null });
    expect(await assessedBy('bo', result)).toEqual(['FORBIDDEN']);
    expect(await assessedBy('cleo', result)).toEqual([]);
  });
});

it('AZ-9 a new municipality requires another assessor until it says otherwise', async () => {
  const [{ value }] = await database.owner.query(
    `SELECT column_default AS value FROM information_schema.columns
     WHERE table_name = 'municipality' AND column_name = 'requires_other_assessor'`,
  );

  expect(value).toBe('true');
});

it('AZ-9 a plan that is sent back may be proposed and adopted by others than the first time', async () => {
  const plan = await planOf(here, undefined, { upTo: 'propose' });
  const fields = 'controlPlan { id version }';
  const { controlPlan: remitted } = await here.api.does<{ controlPlan: Versioned }>(
    person('anna'),
    'remitControlPlan',
    { planId: plan.id, expectedVersion: plan.version },
    fields,
  );
  const { controlPlan: proposed } = await here.api.does<{ controlPlan: Versioned }>(
    person('bo'),
    'proposeControlPlan',
    { planId: plan.id, expectedVersion: remitted.version },
    fields,
  );

  expect((await movePlan(here, proposed, 'adopt')).id).toBe(plan.id);
});
