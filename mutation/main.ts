import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { headOf } from './changed-lines.ts';
import { chooseTests, groupTests } from './choose-tests.ts';
import { createJudge } from './judge.ts';
import { queueOf } from './queue.ts';
import { type KeptRecord, readRecords } from './records.ts';
import { type Decided, lineOf, summaryOf } from './report.ts';
import { createWorkplace, type Workplace } from './workplace.ts';

/**
 * `npm run mutation -- src/rules/snapshots`: mutates one place of the source after another and reports which mutations no test
 * notices. The tests run on SQLite in copies of the project. CONTRIBUTING.md, "Mutations", documents the flags.
 */
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    changed: { type: 'boolean', default: false },
    count: { type: 'string' },
    minutes: { type: 'string' },
    'test-seconds': { type: 'string', default: '60' },
    seed: { type: 'string' },
    copies: { type: 'string', default: String(availableParallelism()) },
    root: { type: 'string', default: resolve(import.meta.dirname, '..') },
  },
});

const start = performance.now();
const { root } = flags;
/** Returns which functions each test file runs. Test runs record this; if there is no record, runs all tests once. */
const recordsOfTests = (): Map<string, KeptRecord> => {
  const records = readRecords(root);
  if (records.size > 0) return records;
  process.stdout.write('There are no records of which functions each test runs: running all tests once …\n');
  try {
    const run = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'sqlite'];
    execFileSync(process.execPath, run, { cwd: root, stdio: 'ignore' });
  } catch {
    process.stdout.write('Some tests fail without a mutation; they are ignored.\n');
  }
  return readRecords(root);
};
const records = recordsOfTests();
const testFiles = globSync('test/**/*.test.ts', { cwd: root }).filter((file) => !file.includes('/postgres-'));

const isSample = flags.changed || flags.count !== undefined || flags.minutes !== undefined;
const seed = isSample ? (flags.seed ?? headOf(root)) : undefined;
const queue = queueOf({
  root,
  paths: positionals.length > 0 ? positionals : ['src'],
  isChangedFirst: flags.changed,
  seed,
  count: Number(flags.count ?? Number.POSITIVE_INFINITY),
});
const places = Array.from({ length: Math.min(Number(flags.copies), queue.length) }, () =>
  createWorkplace(root),
);
const removePlaces = (): void => {
  for (const place of places) place.remove();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    removePlaces();
    process.exit(1);
  });
}

const { judge } = createJudge();
const decided: Decided[] = [];
const workAt = async (place: Workplace): Promise<void> => {
  for (let mutation = queue.shift(); mutation; mutation = queue.shift()) {
    const tests = chooseTests(mutation, testFiles, records);
    const verdict = await judge(place, mutation, groupTests(tests, Number(flags['test-seconds'])));
    decided.push({ mutation, verdict });
    process.stdout.write(`${lineOf({ mutation, verdict })}\n`);
  }
};

/** Ignores mutations that are not decided when the time is up: a slow machine decides fewer, but fails none. */
const finish = (): void => {
  removePlaces();
  const { text, isGood } = summaryOf(decided, { seed, minutes: (performance.now() - start) / 60_000 });
  process.stdout.write(text);
  process.exit(isGood ? 0 : 1);
};

if (flags.minutes !== undefined)
  setTimeout(finish, Number(flags.minutes) * 60_000 - (performance.now() - start));
await Promise.all(places.map(workAt));
finish();
