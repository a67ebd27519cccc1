import fc from 'fast-check';
import { searchCondition, searchParameters } from '../../src/kernel/search';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** How many of the searches the text answers to. */
async function found(text: string, searches: readonly string[]): Promise<number> {
  const all = searches.map(searchParameters);
  const condition = searchCondition('$1::text')
    .replaceAll(':searchedWords', 'search.words')
    .replaceAll(':search', 'search.letters');
  const [{ count }] = await database.application.query(
    `SELECT count(*)::int FROM unnest($2::text[], $3::text[]) AS search (letters, words)
     WHERE ${condition}`,
    [text, all.map(({ search }) => search), all.map(({ searchedWords }) => searchedWords)],
  );
  return count;
}

it('ERR-1 every text that somebody searches for is one that the database takes', async () => {
  const pieces = [
    ...['-', '-', '-', '"', '(', ')', '!', '&', '|', ':', '*', '<', '>', "'", '\\', ' ', '\u00a0'],
    ...['\u0085', '\u2003', '\u200b', '.', 'or', 'a', 'å', 'a\u030a', '1', '😀', '‐', '-"', '-(('],
  ];
  const text = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 200 });
  const searches = fc.sample(text, { numRuns: 4000, seed: 20251216 }).map((each) => each.join(''));
  searches.push(...pieces.flatMap((one) => pieces.map((other) => `${one}${other}`.repeat(100))));

  expect(await found('Jäv i upphandling', searches)).toBeGreaterThan(0);
});

it.each([
  ['jäv', 1],
  ['jäv upphandlingar', 1],
  ['jäv -upphandling', 0],
  ['-mutor', 1],
  ['-åäö', 1],
  ['-"i upphandling"', 0],
  ['-"upphandling jäv"', 1],
  ['mutor or jäv', 1],
  ['jäv - upphandling', 1],
  ['upphandling-', 1],
  ['--', 0],
])('searches for %s', async (search, count) => {
  expect(await found('Jäv i upphandling', [search])).toBe(count);
});

it('finds what taking every word apart would find', async () => {
  const words = [
    ...[
      'Upphandlingar',
      'upphandlingens',
      'direktupphandling',
      'jäv',
      'jävet',
      'JÄVIG',
      'löst',
      'lösa',
    ],
    ...[
      'fullt',
      'fullständiga',
      'lyckligt',
      'lyckligare',
      'barn-och-utbildning',
      'kommunens',
      'och',
    ],
    ...[
      'www.Exempel.se/Riktlinje',
      'Anna@Exempel.se',
      '1,5',
      '-3',
      '2025-12-16',
      'A4',
      'ÅÄÖ',
      'öst',
    ],
  ];
  const text = (pieces: readonly string[], maxLength = 4) =>
    fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength }).map((all) => all.join(' '));
  const searches = [...words, '"', '-jäv', 'or', '"lösa upphandlingar"'];
  const pairs = fc.sample(fc.tuple(text(words), text(searches, 2)), {
    numRuns: 4000,
    seed: 20251216,
  });
  const condition = searchCondition('pair.text')
    .replaceAll(':searchedWords', 'pair.words')
    .replaceAll(':search', 'pair.letters');
  const all = pairs.map(([, search]) => searchParameters(search));
  const rows = await database.application.query<{ found: boolean; expected: boolean }[]>(
    `SELECT ${condition} AS found,
       to_tsvector('swedish', pair.text) @@ websearch_to_tsquery('swedish', pair.words)
         OR strpos(lower(pair.text), lower(pair.letters)) > 0 AS expected
     FROM unnest($1::text[], $2::text[], $3::text[]) AS pair (text, letters, words)`,
    [
      pairs.map(([each]) => each),
      all.map(({ search }) => search),
      all.map(({ searchedWords }) => searchedWords),
    ],
  );

  expect(rows.filter(({ found, expected }) => found !== expected)).toEqual([]);
  expect(rows.filter(({ found }) => found).length).toBeGreaterThan(300);
  expect(rows.filter(({ found }) => !found).length).toBeGreaterThan(300);
});
