import type { Actor, Role } from '../../../src/kernel/authorisation';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { createRisk, establish } from '../risk/register';
import { addItem, draft, move, type Plan } from './plan';

let database: TestDatabase;
let here: TestMunicipality;
let plan: Plan;

beforeAll(async () => {
  database = await createTestDatabase();
  here = await createMunicipality(database);
  await establish(here);
  const { id: riskId } = await createRisk(here, { title: 'Kassan' });
  const added = await addItem(here, await draft(here), { riskId });
  plan = await move(here, 'proposeControlPlan', added.plan);
});
afterAll(() => database.drop());

interface Permitted {
  readonly permissions: string[];
}
const QUERY = `query ($id: ID!) {
  municipality { permissions }
  board(board: "KS") { permissions }
  controlPlan(id: $id) { permissions items { permissions } }
  risks { edges { node { permissions } } }
}`;

async function permissionsOf(actor: Actor) {
  const { data, errors } = await here.api.run<{
    municipality: Permitted;
    board: Permitted;
    controlPlan: Permitted & { items: [Permitted] };
    risks: { edges: [{ node: Permitted }] };
  }>(actor, QUERY, { id: plan.id });
  expect(errors).toEqual([]);
  return {
    municipality: data.municipality.permissions,
    board: data.board.permissions,
    plan: data.controlPlan.permissions,
    item: data.controlPlan.items[0].permissions,
    risk: data.risks.edges[0].node.permissions,
  };
}

const as = (role: Role, boardId: string | null = null): Actor => here.api.actorWith(role, boardId);

describe('permissions of a record', () => {
  it('are those of the caller’s roles', async () => {
    expect(await permissionsOf(as('BOARD_SECRETARY', here.ks))).toEqual({
      municipality: [],
      board: ['control-plan:adopt', 'follow-up-report:decide', 'assignment:complete'],
      plan: ['control-plan:remit', 'control-plan:adopt'],
      item: [],
      risk: [],
    });
    expect(await permissionsOf(as('CONTROLLER'))).toEqual({
      municipality: ['scoring-scheme:establish', 'register:maintain'],
      board: [
        ...['register:maintain', 'risk:assess', 'action:maintain', 'control-plan:draft'],
        ...['result:record', 'result:assess', 'follow-up-report:draft', 'assignment:complete'],
      ],
      plan: [
        ...['control-plan:draft', 'control-plan:propose', 'control-plan:remit'],
        ...['control-plan:close'],
      ],
      item: ['control-plan:draft', 'result:record'],
      risk: ['register:maintain', 'risk:assess'],
    });
    expect((await permissionsOf(as('CONTROL_PERFORMER', here.ks))).item).toEqual(['result:record']);
  });

  it('are there on whatever the boards share', async () => {
    const administrator = as('ADMINISTRATOR');
    await here.api.does(administrator, 'createAdministration', { name: 'Kansliet', boards: [] });
    await here.api.does(administrator, 'registerSubject', {
      issuer: 'https://id.example',
      subject: 'a',
      name: 'A',
    });
    const token = { name: 'A', scopes: ['register:read'], expiresOn: '2025-12-31' };
    await here.api.does(administrator, 'createApiToken', token);
    const goal = { number: '1', text: 'Trygghet' };
    await here.api.does(as('CONTROLLER'), 'createCouncilGoal', goal);
    await here.api.does(as('CONTROLLER'), 'createRiskCategory', { name: 'Ekonomi' });
    await here.api.does(as('CONTROLLER'), 'createProcess', { kind: 'PROCESS', name: 'Inköp' });
    const open = `administrations { permissions } councilGoals { permissions }
      riskCategories { permissions } processes { edges { node { permissions } } }`;
    const own = `subjects { edges { node { permissions } } }
      apiTokens { edges { node { permissions } } }`;
    const seenBy = async (actor: Actor, fields: string) => {
      const { data, errors } = await here.api.run<object>(actor, `{ ${fields} }`);
      expect(errors).toEqual([]);
      return data;
    };
    const nodes = (permissions: string[]) => ({ edges: [{ node: { permissions } }] });

    expect(await seenBy(as('CONTROLLER'), open)).toEqual({
      administrations: [{ permissions: [] }],
      councilGoals: [{ permissions: ['register:maintain'] }],
      riskCategories: [{ permissions: ['register:maintain'] }],
      processes: nodes(['register:maintain']),
    });
    expect(await seenBy(administrator, `${open} ${own}`)).toEqual({
      administrations: [{ permissions: ['organisation:maintain'] }],
      councilGoals: [{ permissions: [] }],
      riskCategories: [{ permissions: [] }],
      processes: nodes([]),
      subjects: nodes(['identity:maintain']),
      apiTokens: nodes(['identity:maintain']),
    });
    expect(await seenBy(as('AUDITOR'), own)).toEqual({ subjects: nodes([]), apiTokens: nodes([]) });
  });

  it('are none for another board', async () => {
    const { municipality, board, plan, item, risk } = await permissionsOf(
      as('CONTROLLER', here.bun),
    );

    expect([municipality, board, plan, item, risk]).toEqual([[], [], [], [], []]);
  });

  it('AZ-9 do not let whoever proposed a plan adopt it', async () => {
    const grants = [{ role: 'BOARD_SECRETARY', boardId: null }] as const;
    const proposer: Actor = { ...as('CONTROLLER'), grants };

    expect((await permissionsOf(proposer)).plan).toEqual(['control-plan:remit']);
  });
});
