import { createHash, randomBytes } from 'node:crypto';
import { logError, logFault } from '../src/log';

let written: string;
beforeEach(() => {
  written = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written += text;
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());

const inError = (): Record<string, unknown> => JSON.parse(written).error;

it('INP-10 ERR-1 a fault is one line of JSON, found by the id that the caller was told', () => {
  logFault('request-1', new TypeError('no such column'));

  expect(written.endsWith('}\n')).toBe(true);
  expect(JSON.parse(written)).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    level: 'error',
    event: 'A request failed',
    requestId: 'request-1',
    error: {
      name: 'TypeError',
      message: 'no such column',
      stack: expect.stringContaining('log.test.ts'),
    },
  });
});

it.each(['\n', '\r\n', '\u2028', '\u2029', '\u0085', '\u001b[2K', '\u009b2K'])(
  'INP-10 nothing begins a line of its own or moves the cursor: %j',
  (sign) => {
    const message = `before${sign}{"level":"error","event":"forged"}`;
    logError('Something', new Error(message));

    const [line = '', ...rest] = written.split('\n');
    expect(rest).toEqual(['']);
    expect(line).toMatch(/^[^\p{Cc}\u2028\u2029]+$/u);
    expect(inError().message).toBe(message);
  },
);

const random = randomBytes(32);
const secret = random.toString('base64url');
it.each([
  ['a header', `authorization: Bearer ${secret}`],
  ['a short token after its scheme', 'bearer s3cret', 's3cret'],
  ['a password after its scheme', 'Basic czNjcmV0', 'czNjcmV0'],
  ['a JWT', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJrYXJpbiJ9.s3cret', 's3cret'],
  ['a JWT without a signature', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJrYXJpbiJ9.', 'eyJzdWIi'],
  ['a password of the database', 'postgres://app:s3cr@et@db/x', 's3cr'],
  ['a random text with a beginning of its own', `ik_${secret}`],
  ['a random text in hexadecimal', createHash('sha256').update(random).digest('hex'), undefined],
])('INP-10 %s stays out', (_case, text, hidden = text.slice(-43)) => {
  logError('Something', new Error(`it was ${text} that failed`, { cause: text }));

  expect(written).not.toContain(hidden);
  expect(String(inError().message)).toMatch(/^it was .*… ?.*that failed$/);
});

it('INP-10 ids and what happened stay', () => {
  const message = 'Row 6c2fac9e-729c-4708-aec3-7ce5b40a75f9 of plan_item: duplicate key (23505)';
  logError('Something', Object.assign(new Error(message), { code: '23505', detail: 'Anna' }));

  expect(inError()).toMatchObject({ message, code: '23505' });
  expect(written).not.toContain('Anna');
});

it('what is no error is told as it is', () => {
  logError('Something', 'reason');

  expect(inError()).toEqual({ message: 'reason' });
});
