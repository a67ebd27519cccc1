import { unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { does, establish } from '../risk/register';
import {
  adopt,
  asRole,
  citeDocument,
  draft,
  everythingStored,
  latestAct,
  move,
  type Plan,
  planIn,
  read,
  states,
} from './plan';

let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
  [here, elsewhere] = [await createMunicipality(database), await createMunicipality(database)];
  await establish(here);
});
afterAll(() => database.drop());

interface Document {
  readonly id: string;
  readonly version: number;
}
const document = async (values: object = {}): Promise<Document> => {
  const input = { title: 'Reglemente', kind: 'RULES', validFrom: '2024-01-01', ...values };
  const fields = 'governingDocument { id version }';
  type Payload = { governingDocument: Document };
  return (await does<Payload>(here, 'recordGoverningDocument', input, fields)).governingDocument;
};

const controller = (boardId: string | null = null) => here.api.actorWith('CONTROLLER', boardId);
const cite = ({ id, version }: Plan, documentId: string, actor = controller()) =>
  here.api.attempt(
    actor,
    'citeGoverningDocument',
    { planId: id, expectedVersion: version, documentId },
    'citedDocument { isValidInYear definition { title } document { title } } controlPlan { version }',
  );
const remove = ({ id, version }: Plan, documentId: string, actor = controller()) =>
  here.api.attempt(
    actor,
    'removeCitedDocument',
    { planId: id, expectedVersion: version, documentId },
    'controlPlan { id version }',
  );

interface Cited {
  readonly governingDocuments: readonly {
    readonly isValidInYear: boolean | null;
    readonly definition: { readonly title: string };
  }[];
}
const titlesIn = async (plan: Plan): Promise<string[]> => {
  const fields = 'governingDocuments { definition { title } }';
  const { governingDocuments } = await read<Cited>(here, plan.id, fields);
  return governingDocuments.map(({ definition }) => definition.title);
};

it('a draft cites documents of any owner in order, follows the register, and lets one go', async () => {
  const rules = await document();
  const routine = await document({ title: 'Rutin', kind: 'ROUTINE', board: 'BUN' });
  const plan = await draft(here);

  const { data } = await cite(plan, rules.id);
  expect(data).toEqual({
    citedDocument: {
      ...{ isValidInYear: true, definition: { title: 'Reglemente' } },
      document: { title: 'Reglemente' },
    },
    controlPlan: { version: plan.version + 1 },
  });
  const [event] = await latestAct(database, here);
  expect(event).toMatchObject({
    act: 'GOVERNING_DOCUMENT_CITED',
    table: 'plan_governing_document',
  });
  let cited = await citeDocument(here, { ...plan, version: plan.version + 1 }, routine.id);
  await does(here, 'updateGoverningDocument', {
    ...{ documentId: rules.id, expectedVersion: 1, title: 'Nytt reglemente' },
  });
  expect(await titlesIn(plan)).toEqual(['Nytt reglemente', 'Rutin']);

  expect((await remove(cited, rules.id)).codes).toEqual([]);
  expect(await titlesIn(plan)).toEqual(['Rutin']);
  cited = await citeDocument(here, { ...cited, version: cited.version + 1 }, rules.id);
  expect(await titlesIn(plan)).toEqual(['Rutin', 'Nytt reglemente']);
});

it('next year’s draft begins with what is cited this year and still holds', async () => {
  const lasting = await document();
  const ended = await document({ title: 'Gamla', validTo: '2103-12-31' });
  const leap = await document({ title: 'Till nyår', validTo: '2104-01-01' });
  let plan = await draft(here, { board: 'BUN', year: 2103 });
  for (const { id } of [ended, lasting, leap]) plan = await citeDocument(here, plan, id);
  const { id: fromPlanId } = await adopt(here, plan);

  const next = await draft(here, { board: 'BUN', year: 2104, fromPlanId });
  expect(await titlesIn(next)).toEqual(['Reglemente', 'Till nyår']);
});

it('a proposed plan keeps what it cites, a remitted one follows again, a revision takes it along', async () => {
  const { id } = await document({ decidingBody: 'Kommunfullmäktige', decidedOn: '2023-12-11' });
  let version = 1;
  const rename = (title: string) =>
    does(here, 'updateGoverningDocument', { documentId: id, expectedVersion: version++, title });
  let plan = await citeDocument(here, await draft(here), id);

  plan = await move(here, 'proposeControlPlan', plan);
  await rename('Efter förslaget');
  expect(await titlesIn(plan)).toEqual(['Reglemente']);
  plan = await move(here, 'remitControlPlan', plan);
  expect(await titlesIn(plan)).toEqual(['Efter förslaget']);

  plan = await adopt(here, plan);
  await rename('Efter beslutet');
  const revision = await move(here, 'reviseControlPlan', plan);
  expect(await titlesIn(revision)).toEqual(['Efter beslutet']);
  await adopt(here, revision);
  await rename('Sist');
  expect([await titlesIn(plan), await titlesIn(revision)]).toEqual([
    ...[['Efter förslaget'], ['Efter beslutet']],
  ]);
  const fields = 'governingDocuments { definition { decidingBody decidedOn } document { title } }';
  expect(await read(here, plan.id, fields)).toEqual({
    governingDocuments: [
      {
        definition: { decidingBody: 'Kommunfullmäktige', decidedOn: '2023-12-11' },
        document: { title: 'Sist' },
      },
    ],
  });
  const query = 'query ($id: ID!) { governingDocument(id: $id) { plans { revision state } } }';
  expect(await here.api.ask(query, { id })).toEqual({
    governingDocument: {
      plans: [
        { revision: 2, state: 'ADOPTED' },
        { revision: 1, state: 'SUPERSEDED' },
      ],
    },
  });
});

it('a draft that is withdrawn leaves its documents', async () => {
  const { id } = await document();
  const plan = await citeDocument(here, await draft(here), id);

  await does(here, 'withdrawControlPlan', { planId: plan.id, expectedVersion: plan.version });

  const query = 'query ($id: ID!) { governingDocument(id: $id) { title plans { id } } }';
  expect(await here.api.ask(query, { id })).toEqual({
    governingDocument: { title: 'Reglemente', plans: [] },
  });
});

it('one that does not hold in the year of the plan is cited and told, as it was cited', async () => {
  const validity = [
    ['2023-01-01', '2024-02-29'],
    ['2024-01-01', '2024-12-31'],
    ['2024-12-31', '2025-01-01'],
    ['2026-01-01', null],
    [null, null],
  ] as const;
  const years = async (board: string, year: number) => {
    let plan = await draft(here, { board, year });
    for (const id of ids) plan = await citeDocument(here, plan, id);
    return plan;
  };
  const validIn = async ({ id }: Plan) => {
    const { governingDocuments } = await read<Cited>(
      here,
      id,
      'governingDocuments { isValidInYear }',
    );
    return governingDocuments.map(({ isValidInYear }) => isValidInYear);
  };
  const ids: string[] = [];
  for (const [validFrom, validTo] of validity)
    ids.push((await document({ validFrom, validTo })).id);

  const [plan2024, plan2025] = [await years('BUN', 2024), await years('BUN', 2025)];

  expect(await validIn(plan2024)).toEqual([true, true, true, false, null]);
  expect(await validIn(plan2025)).toEqual([false, false, true, false, null]);
  await adopt(here, plan2025);
  const moved = { documentId: ids[3], expectedVersion: 1, validFrom: '2025-06-01' };
  await does(here, 'updateGoverningDocument', moved);
  expect(await validIn(plan2025)).toEqual([false, false, true, false, null]);
});

describe('is refused, and nothing is written', () => {
  const stored = async () => [
    await everythingStored(database, here),
    await database.owner.query('SELECT * FROM governing_document ORDER BY id'),
  ];

  it('twice the same, with words in both languages', async () => {
    const { id } = await document();
    const plan = await citeDocument(here, await draft(here), id);
    const before = await stored();

    const { codes, errors } = await cite(plan, id.toUpperCase());

    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(errors[0]?.extensions?.details).toMatchObject({
      field: 'documentId',
      rule: {
        sv: 'finns redan bland dem som planen hänvisar till',
        en: 'is among those that the plan cites already',
      },
    });
    expect(await stored()).toEqual(before);
  });

  it('what is not there, is another municipality’s, is not cited, or was seen too long ago', async () => {
    const { id } = await document();
    const plan = await draft(here);
    const theirs = await elsewhere.api.does<{ governingDocument: Document }>(
      elsewhere.api.actorWith('CONTROLLER'),
      'recordGoverningDocument',
      { title: 'Annat', kind: 'RULES' },
      'governingDocument { id }',
    );
    const before = await stored();

    expect((await cite(plan, unknownId())).codes).toEqual(['NOT_FOUND']);
    expect((await cite(plan, theirs.governingDocument.id)).codes).toEqual(['NOT_FOUND']);
    expect((await cite({ ...plan, id: unknownId() }, id)).codes).toEqual(['NOT_FOUND']);
    expect((await remove(plan, id)).codes).toEqual(['NOT_FOUND']);
    expect((await cite({ ...plan, version: 9 }, id)).codes).toEqual(['STALE_VERSION']);
    expect((await cite(plan, id, controller(here.bun))).codes).toEqual(['FORBIDDEN']);
    expect((await remove(plan, id, controller(here.bun))).codes).toEqual(['FORBIDDEN']);
    expect(await stored()).toEqual(before);
  });

  it.each(states.filter((state) => state !== 'DRAFT'))('in a plan that is %s', async (state) => {
    const { id } = await document();
    const { plan } = await planIn(here, state);
    const before = await stored();

    const codes = [...(await cite(plan, id)).codes, ...(await remove(plan, id)).codes];

    const code = state === 'PROPOSED' ? 'ILLEGAL_MOVE' : 'FROZEN';
    expect(codes).toEqual([code, code]);
    expect(await stored()).toEqual(before);
  });
});

it('whoever sees one board only sees the document, but not the plans of others that cite it', async () => {
  const { id } = await document();
  await citeDocument(here, await draft(here), id);
  const query =
    'query ($id: ID!) { governingDocument(id: $id) { title plans { board { code } } } }';
  const seenBy = async (boardId: string) => {
    const actor = here.api.actorWith('CONTROL_PERFORMER', boardId);
    return (await here.api.run(actor, query, { id })).data;
  };

  expect(await seenBy(here.ks)).toMatchObject({
    governingDocument: { plans: [{ board: { code: 'KS' } }] },
  });
  expect(await seenBy(here.bun)).toEqual({ governingDocument: { title: 'Reglemente', plans: [] } });

  const rowsSeenBy = (boardId: string) =>
    asRole(database.application, here, async (manager) => {
      await manager.query(`SELECT set_config('app.boards', $1, true)`, [`{${boardId}}`]);
      const sql = 'SELECT FROM plan_governing_document WHERE document_id = $1';
      return (await manager.query<object[]>(sql, [id])).length;
    });
  expect([await rowsSeenBy(here.ks), await rowsSeenBy(here.bun)]).toEqual([1, 0]);
});

it('asks the database as often for six documents as for two', async () => {
  const citing = async (count: number) => {
    let plan = await draft(here);
    for (let left = count; left > 0; left--) {
      plan = await citeDocument(here, plan, (await document()).id);
    }
    const fields = `governingDocuments {
      isValidInYear definition { title board } document { title board { name } plans { id } } }`;
    return database.queriesOf(() => read(here, plan.id, fields));
  };

  // The plan, what it cites, the documents of today, and their plans.
  expect([(await citing(2)).length, (await citing(6)).length]).toEqual([4, 4]);
});
