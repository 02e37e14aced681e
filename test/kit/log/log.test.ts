import { expect, onTestFinished, test, vi } from 'vitest';
import { createLog } from '../../../src/kit/log/create-log.ts';
import { createPretty } from '../../../src/kit/log/pretty.ts';

vi.mock('../../../src/kit/flow/real-time.ts', () => import('../../support/global-time.ts'));

const linesOf = async (format: 'json' | 'pretty' = 'json', level: 'info' | 'debug' = 'info') => {
  const lines: string[] = [];
  const log = await createLog({ level, format, output: { write: (line) => void lines.push(line) } });
  return { log, lines };
};

test('lines that repeat are counted, and the minute ends with their number', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { log, lines } = await linesOf();
  for (let count = 0; count < 1_000; count += 1) {
    log.info(
      { operation: 'GetOpportunity', account: '111111111111', error: 'X', requestId: `${count}` },
      'refused',
    );
    if (count % 500 === 0)
      log.info({ operation: 'GetOpportunity', account: '222222222222', error: 'X' }, 'refused');
  }
  expect(lines).toHaveLength(20 + 2);
  vi.advanceTimersByTime(60_000);
  expect(lines).toHaveLength(20 + 2 + 1);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    msg: 'refused',
    account: '111111111111',
    leftOut: 980,
  });
  log.info({ operation: 'GetOpportunity', account: '111111111111', error: 'X' }, 'refused');
  expect(lines).toHaveLength(24);
});

test('every line of the level debug is written', async () => {
  const { log, lines } = await linesOf('json', 'debug');
  for (let count = 0; count < 100; count += 1) log.debug('answered');
  expect(lines).toHaveLength(100);
});

test('an error loses what hangs on it, and the values that PostgreSQL quotes', async () => {
  const { log, lines } = await linesOf();
  const refused = Object.assign(new Error('invalid input syntax for type integer: "SECRET"'), {
    ...{ code: '22P02', severity: 'ERROR', detail: 'Key (name)=(SECRET)', $response: { body: 'SECRET' } },
  });
  log.error({ err: new Error('writing failed', { cause: refused }) }, 'job failed');
  expect(lines.join('')).not.toContain('SECRET');
  const { err } = JSON.parse(lines[0] ?? '');
  expect(err).toMatchObject({
    message: 'writing failed',
    cause: { code: '22P02', message: 'the database refused a value' },
  });
  expect(err.cause.stack).toContain('log.test.ts');
});

test('a pretty line says what and for whom, and cannot move the cursor', async () => {
  const { log, lines } = await linesOf('pretty');
  log.info(
    {
      ...{
        operation: 'CreateOpportunity',
        account: '111111111111',
        error: 'ValidationException',
        status: 400,
      },
      ...{
        milliseconds: 3,
        requestId: 'r-1',
        reason: '\u001b[2J',
        faults: ['customer.account REQUIRED_FIELD_MISSING'],
      },
    },
    'request refused',
  );
  expect(lines[0]).toMatch(
    /^\d\d:\d\d:\d\d info {2}request refused CreateOpportunity ValidationException for 111111111111 in 3 ms {2}reason \\x1b\[2J {2}request r-1\n {9}customer.account REQUIRED_FIELD_MISSING\n$/,
  );
});

test('what would break a pretty line stands below it', () => {
  const json = JSON.stringify({
    ...{ level: 30, time: 0, msg: 'request refused', operation: 'GetOpportunity', requestId: 'r'.repeat(36) },
    ...{ reason: 'REQUEST_VALIDATION_FAILED', faults: ['identifier INVALID_STRING_FORMAT'] },
  });
  const [wide, narrow] = [200, 80].map((columns) => createPretty(false, () => columns)(json).split('\n'));
  expect(wide?.[0]).toMatch(/request refused GetOpportunity {2}reason .*rrr$/);
  expect(narrow?.map((line) => line.trim()).slice(1)).toEqual([
    `reason REQUEST_VALIDATION_FAILED  request ${'r'.repeat(36)}`,
    'identifier INVALID_STRING_FORMAT',
    '',
  ]);
  expect(narrow?.[0]).toMatch(/request refused GetOpportunity$/);
});

test('statements are counted in words that fit their number', () => {
  const lineOf = (statements: number) =>
    createPretty(false)(JSON.stringify({ slow: { queries: 3, statements } }));
  expect(lineOf(1)).toContain('queries 3 ms, 1 statement\n');
  expect(lineOf(2)).toContain('2 statements\n');
  expect(lineOf(0)).toMatch(/queries 3 ms\n$/);
});

test('what took less than a millisecond did not take none', () => {
  expect(createPretty(false)(JSON.stringify({ msg: 'request refused', milliseconds: 0 }))).toContain(
    'in under 1 ms',
  );
});
