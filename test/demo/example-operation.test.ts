import { parse, validate } from 'graphql';
import { exampleOperation } from '../../src/demo/example-operation';
import { playgroundFor } from '../../src/demo/playground';
import { buildApiSchema } from '../../src/schema';

it('the first query is one that the API answers, on the page, too', async () => {
  const schema = await buildApiSchema();
  for (const text of [exampleOperation, playgroundFor(null).exampleOperation]) {
    expect(validate(schema, parse(text))).toEqual([]);
  }
});
