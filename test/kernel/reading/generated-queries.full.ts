import { expectSameAnswers } from './expect-same-answers';

it(
  'two thousand generated queries are answered alike, compiled or not',
  () => expectSameAnswers(2_000),
  900_000,
);
