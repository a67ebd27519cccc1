import { expectUnharmed } from './expect-unharmed';

it(
  'INP-8 ERR-1 a few hundred hostile requests are all answered, and harm nothing',
  () => expectUnharmed(200),
  60_000,
);
