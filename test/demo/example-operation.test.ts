import { parse, validate } from 'graphql';
import { exampleOperation } from '../../src/demo/example-operation';
import { playgroundStart } from '../../src/demo/playground';
import { buildApiSchema } from '../../src/schema';

it('the first query is one that the API answers, on the page, too', async () => {
  const schema = await buildApiSchema();
  for (const text of [exampleOperation, playgroundStart.exampleOperation]) {
    expect(validate(schema, parse(text))).toEqual([]);
  }
});
