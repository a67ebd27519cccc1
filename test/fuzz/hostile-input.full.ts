import { expectUnharmed } from './expect-unharmed';

it(
  'INP-8 ERR-1 twenty thousand hostile requests are all answered, and harm nothing',
  () => expectUnharmed(20_000),
  600_000,
);
