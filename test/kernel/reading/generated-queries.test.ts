import { expectSameAnswers } from './expect-same-answers';

it(
  'sixty generated queries are answered alike, compiled or not',
  () => expectSameAnswers(Number(process.env.COUNT ?? 60)),
  600_000,
);
