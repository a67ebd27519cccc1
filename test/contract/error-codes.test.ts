import { readFileSync } from 'node:fs';
import path from 'node:path';
import { errorCodes } from '../../src/kernel/errors';
import { readSource, sourceFiles } from '../support/source-files';

const catalogue = readFileSync(path.join(__dirname, '../../schema/error-codes.md'), 'utf8');
const [ours = '', others = ''] = catalogue.split('## Of the transport');
const codesIn = (text: string) => [...text.matchAll(/^\| `(\w+)` \|/gm)].map(([, code]) => code);

it('the catalogue has every error code of a rule that the code has, and no other', () => {
  expect(codesIn(ours).sort()).toEqual([...errorCodes].sort());
});

it('the catalogue has every code that the HTTP front and GraphQL itself answer with', () => {
  const refusals = sourceFiles.flatMap((file) => [
    ...readSource(file).matchAll(/new RequestRefused\(\s*\d+,\s*'(\w+)'/g),
  ]);
  const rules: readonly (string | undefined)[] = errorCodes;
  const ofFront = refusals.map(([, code]) => code).filter((code) => !rules.includes(code));
  const ofGraphql = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'INTERNAL_SERVER_ERROR'];

  expect(ofFront).toContain('UNAUTHENTICATED');
  expect(codesIn(others).sort()).toEqual([...new Set([...ofFront, ...ofGraphql])].sort());
});
