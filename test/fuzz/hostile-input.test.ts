import { expectUnharmed } from './expect-unharmed';

it(
  'INP-8 ERR-1 a hundred hostile requests are all answered, and harm nothing',
  () => expectUnharmed(100),
  60_000,
);
