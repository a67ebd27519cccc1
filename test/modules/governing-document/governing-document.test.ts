import { unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { refusalOf } from '../follow-up/year';

let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
  [here, elsewhere] = [await createMunicipality(database), await createMunicipality(database)];
});
afterAll(() => database.drop());

const controller = (boardId: string | null = null) => here.api.actorWith('CONTROLLER', boardId);

interface Document {
  readonly id: string;
  readonly version: number;
}

const everything = `id version title kind decidingBody decidedOn paragraph diaryNumber validFrom validTo
  url isIncomplete board { code } replaces { id } replacedBy { id }`;

const values = {
  title: 'Reglemente för intern kontroll',
  kind: 'RULES',
  decidingBody: 'Kommunfullmäktige',
  decidedOn: '2024-02-29',
  paragraph: '§ 12',
  diaryNumber: 'KS 2024/17',
  validFrom: '2024-03-01',
  url: 'https://exempel.se/reglemente',
};

async function recorded(input: object = {}, { api } = here): Promise<Document> {
  const { governingDocument } = await api.does<{ governingDocument: Document }>(
    api.actorWith('CONTROLLER'),
    'recordGoverningDocument',
    { ...values, ...input },
    `governingDocument { ${everything} }`,
  );
  return governingDocument;
}

const on = ({ id, version }: Document) => ({ documentId: id, expectedVersion: version });

interface Replaced {
  readonly governingDocument: Document;
  readonly replaced: Document;
}
const replaceBy = (document: Document, input: object, { api } = here) =>
  api.attempt<Replaced>(
    api.actorWith('CONTROLLER'),
    'replaceGoverningDocument',
    { ...on(document), ...input },
    `governingDocument { ${everything} } replaced { ${everything} }`,
  );

const stored = async (): Promise<unknown> => [
  await database.owner.query('SELECT * FROM governing_document ORDER BY id'),
  await database.owner.query('SELECT count(*) FROM audit_event'),
];

describe('a governing document', () => {
  it('is kept as it was given, and changed field by field', async () => {
    const document = await recorded({ board: 'BUN' });
    expect(document).toMatchObject({
      ...{ ...values, version: 1, validTo: null, isIncomplete: false },
      ...{ board: { code: 'BUN' }, replaces: null, replacedBy: null },
    });

    const changes = { board: null, decidingBody: ' ', url: '', validTo: '2024-12-31' };
    const { governingDocument } = await here.api.does<{ governingDocument: Document }>(
      controller(),
      'updateGoverningDocument',
      { ...on(document), ...changes },
      `governingDocument { ${everything} }`,
    );

    expect(governingDocument).toEqual({
      ...{ ...document, version: 2, board: null, decidingBody: null, url: null },
      ...{ validTo: '2024-12-31', isIncomplete: true },
    });
    const acts = await database.owner.query(
      'SELECT act FROM audit_event WHERE record_key = $1 ORDER BY seq',
      [document.id],
    );
    expect(acts.map(({ act }: { act: string }) => act)).toEqual([
      'GOVERNING_DOCUMENT_RECORDED',
      'GOVERNING_DOCUMENT_UPDATED',
    ]);
  });

  it('needs a title and a kind, and nothing else', async () => {
    const nothing = Object.fromEntries(Object.keys(values).map((name) => [name, null]));

    expect(await recorded({ ...nothing, title: 'Rutin', kind: 'ROUTINE' })).toMatchObject({
      ...{ decidingBody: null, decidedOn: null, validFrom: null, isIncomplete: true, board: null },
    });
  });

  it('is replaced by another, and ends the day before that one, over a leap day and a year’s end', async () => {
    const first = await recorded({ validFrom: '2020-01-01' });

    const { data } = await replaceBy(first, { validFrom: '2024-03-01', decidedOn: '2024-02-19' });
    expect(data).toMatchObject({
      replaced: { id: first.id, version: 2, validTo: '2024-02-29', decidedOn: '2024-02-29' },
      governingDocument: {
        ...{ title: values.title, kind: 'RULES', validFrom: '2024-03-01', validTo: null },
        // What is decided is the new one's own, and else unknown.
        ...{ decidedOn: '2024-02-19', decidingBody: null, replaces: { id: first.id } },
      },
    });
    const second = data?.governingDocument as Document;
    expect(data?.replaced).toMatchObject({ replacedBy: { id: second.id } });
    expect(
      (await replaceBy(second, { validFrom: '2025-01-01', title: 'Nytt' })).data,
    ).toMatchObject({
      replaced: { validTo: '2024-12-31' },
      governingDocument: { title: 'Nytt', replaces: { id: second.id } },
    });
  });

  it('that had ended before keeps its last day when it is replaced', async () => {
    const ended = await recorded({ validFrom: '2020-01-01', validTo: '2022-06-30' });

    expect((await replaceBy(ended, { validFrom: '2025-01-01' })).data).toMatchObject({
      replaced: { validTo: '2022-06-30' },
    });
  });

  it('is replaced once, also when two try at the same time', async () => {
    const document = await recorded({ validFrom: null });
    const both = await Promise.all(
      [1, 2].map(() => replaceBy(document, { validFrom: '2025-01-01' })),
    );
    expect(both.flatMap(({ codes }) => codes)).toEqual(['STALE_VERSION']);

    const before = await stored();
    const again = await replaceBy({ ...document, version: 2 }, { validFrom: '2026-01-01' });

    expect(again.codes).toEqual(['CONFLICT']);
    expect(again.errors[0]?.extensions?.details).toMatchObject({
      rule: {
        sv: 'ett annat dokument har redan ersatt det',
        en: 'another document has replaced it already',
      },
    });
    expect(await stored()).toEqual(before);
  });
});

describe('bad input', () => {
  const tooEarly = {
    sv: 'ska ligga efter 2024-03-01, då det som ersätts började gälla',
    en: 'must be after 2024-03-01, when the one that is replaced began to hold',
  };
  const beforeFirst = { sv: 'ligger före validFrom', en: 'is before validFrom' };
  const empty = { sv: 'får inte vara tomt', en: 'must not be empty' };
  const noAddress = {
    sv: 'ska vara en adress som börjar med http:// eller https://',
    en: 'must be an address that begins with http:// or https://',
  };
  const future = { sv: 'ligger efter i dag', en: 'is after today' };

  it.each([
    ['updateGoverningDocument', { title: null }, 'title', empty],
    ['updateGoverningDocument', { kind: null }, 'kind', empty],
    ['updateGoverningDocument', { validTo: '2024-02-29' }, 'validTo', beforeFirst],
    ['updateGoverningDocument', { url: 'javascript:alert(1)' }, 'url', noAddress],
    ['updateGoverningDocument', { decidedOn: '2025-12-17' }, 'decidedOn', future],
    ['replaceGoverningDocument', { validFrom: '2024-03-01' }, 'validFrom', tooEarly],
    [
      'replaceGoverningDocument',
      { validFrom: '2025-01-01', validTo: '2024-12-31' },
      'validTo',
      beforeFirst,
    ],
  ])('%s refuses %j, and nothing is written', async (mutation, changes, field, rule) => {
    const document = await recorded();
    const before = await stored();

    const input = { ...on(document), ...changes };
    const { codes, errors } = await here.api.attempt(controller(), mutation, input);

    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(errors[0]?.extensions?.details).toMatchObject({ field, rule });
    expect(await stored()).toEqual(before);
  });

  it('is told all at once, and unknown boards and documents are not found', async () => {
    const before = await stored();
    const { errors } = await here.api.attempt(controller(), 'recordGoverningDocument', {
      ...{ ...values, title: ' ', validTo: '2024-01-01', url: 'x', decidedOn: '2026-01-01' },
    });
    const { fields = [] } = (errors[0]?.extensions?.details ?? {}) as {
      fields?: { field: string }[];
    };

    expect(fields.map(({ field }) => field).sort()).toEqual([
      ...['decidedOn', 'title', 'url', 'validTo'],
    ]);
    const nowhere = { ...on({ id: unknownId(), version: 1 }), validFrom: '2025-01-01' };
    const asked = [
      await here.api.attempt(controller(), 'recordGoverningDocument', { ...values, board: 'X' }),
      await here.api.attempt(controller(), 'replaceGoverningDocument', nowhere),
    ];
    expect(asked.map(({ codes }) => codes)).toEqual([['NOT_FOUND'], ['NOT_FOUND']]);
    expect(await stored()).toEqual(before);
  });
});

it('rights end at the board, and at the border of the municipality', async () => {
  const [ours, shared] = [await recorded({ board: 'KS' }), await recorded()];
  const before = await stored();
  const codesOf = async (actor: ReturnType<typeof controller>, mutation: string, input: object) =>
    (await here.api.attempt(actor, mutation, input)).codes;
  const ofBun = controller(here.bun);

  for (const document of [ours, shared]) {
    const changed = { ...on(document), validFrom: '2025-01-01' };
    expect(await codesOf(ofBun, 'updateGoverningDocument', changed)).toEqual(['FORBIDDEN']);
    expect(await codesOf(ofBun, 'replaceGoverningDocument', changed)).toEqual(['FORBIDDEN']);
    const stranger = elsewhere.api.actorWith('CONTROLLER');
    const there = await elsewhere.api.attempt(stranger, 'replaceGoverningDocument', changed);
    expect(there.codes).toEqual(['NOT_FOUND']);
  }
  expect(await codesOf(ofBun, 'recordGoverningDocument', values)).toEqual(['FORBIDDEN']);
  const moved = { ...on(ours), board: 'BUN' };
  expect(await codesOf(controller(here.ks), 'updateGoverningDocument', moved)).toEqual([
    'FORBIDDEN',
  ]);
  const query = 'query ($id: ID!) { governingDocument(id: $id) { id } }';
  expect(await elsewhere.api.ask(query, { id: ours.id })).toEqual({ governingDocument: null });
  expect(await stored()).toEqual(before);
});

describe('the list', () => {
  let of: TestMunicipality;
  beforeAll(async () => {
    of = await createMunicipality(database);
    const old = { title: 'Attestreglemente', validFrom: '2023-01-01', validTo: '2023-12-31' };
    const policy = { title: 'Åtgärdspolicy', kind: 'POLICY', board: 'BUN', validFrom: null };
    const guidelines = { title: 'Riktlinjer', kind: 'GUIDELINES', board: 'KS' };
    await recorded(policy, of);
    await recorded({ ...guidelines, validFrom: '2024-02-29' }, of);
    const until = { title: 'Attestregler', validFrom: '2024-01-01', validTo: '2024-12-31' };
    await replaceBy(await recorded(old, of), until, of);
  });

  it.each([
    [{}, ['Attestreglemente', 'Attestregler', 'Riktlinjer', 'Åtgärdspolicy']],
    [{ board: 'KS' }, ['Riktlinjer']],
    [{ isShared: true }, ['Attestreglemente', 'Attestregler']],
    [{ isShared: false }, ['Riktlinjer', 'Åtgärdspolicy']],
    [{ kinds: ['POLICY', 'GUIDELINES'] }, ['Riktlinjer', 'Åtgärdspolicy']],
    [{ search: 'åtgärd' }, ['Åtgärdspolicy']],
    [{ validOn: '2023-12-31' }, ['Attestreglemente']],
    [{ validOn: '2024-02-28' }, ['Attestregler']],
    [{ validOn: '2024-12-31' }, ['Attestregler', 'Riktlinjer']],
    [{ validOn: '2025-01-01' }, ['Riktlinjer']],
  ])('with %j has %j', async (filter, titles) => {
    const query = `query ($filter: GoverningDocumentFilterInput) {
      governingDocuments(filter: $filter) { totalCount edges { node { title } } } }`;
    type Found = { totalCount: number; edges: { node: { title: string } }[] };
    const answer = await of.api.ask<{ governingDocuments: Found }>(query, { filter });
    const { totalCount, edges } = answer.governingDocuments;

    expect([totalCount, edges.map(({ node }) => node.title)]).toEqual([titles.length, titles]);
  });

  it('is sorted by the first day, unknown ones last, and asks the database as often for many as for few', async () => {
    const query = `{ governingDocuments(orderBy: [{ field: VALID_FROM, direction: DESC }]) {
      edges { node { ${everything} plans { id } } } } }`;
    type Found = { governingDocuments: { edges: { node: { title: string } }[] } };
    const { governingDocuments } = await of.api.ask<Found>(query);
    expect(governingDocuments.edges.map(({ node }) => node.title)).toEqual([
      ...['Riktlinjer', 'Attestregler', 'Attestreglemente', 'Åtgärdspolicy'],
    ]);

    const few = await database.queriesOf(() => of.api.ask(query));
    for (let left = 16; left > 0; left--) await recorded({ board: left % 2 ? 'BUN' : 'KS' }, of);
    const many = await database.queriesOf(() => of.api.ask(query));

    // The page, boards, what was replaced, what replaced it, and plans.
    expect([few.length, many.length]).toEqual([5, 5]);
  });
});

it('the database itself lets nobody delete one, change what it replaced, or turn its days round', async () => {
  const first = await recorded();
  const { data } = await replaceBy(first, { validFrom: '2025-01-01' });
  const id = data?.governingDocument.id;
  const tried = (sql: string, source = database.application) => refusalOf(source, here, sql, [id]);

  const deleted = 'DELETE FROM governing_document WHERE id = $1';
  const parted = 'UPDATE governing_document SET replaces_id = NULL WHERE id = $1';
  const circular = `UPDATE governing_document SET replaces_id = $1 WHERE id = '${first.id}'`;
  const turned = `UPDATE governing_document SET valid_to = valid_from - 1 WHERE id = $1`;
  expect([await tried(deleted), await tried(parted), await tried(circular)]).toEqual([
    ...['42501', 'IK001', 'IK001'],
  ]);
  expect([await tried(parted, database.owner), await tried(turned)]).toEqual(['IK001', '23514']);
});
