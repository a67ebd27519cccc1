import { expectSameAnswers } from './expect-same-answers';

it(
  'sixty generated queries are answered alike, compiled or not',
  () => expectSameAnswers(60),
  60_000,
);
