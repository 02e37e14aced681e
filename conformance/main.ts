import { writeFile } from 'node:fs/promises';
import Table from 'cli-table3';
import { Command } from 'commander';
import { startCosell } from '../src/index.ts';
import { operationNames } from '../src/model/contract.ts';
import { type Case, casesOf } from './cases.ts';
import { createSender, type Outcome } from './send.ts';

/**
 * `npm run conformance`: sends every request that the contract gives rise to, valid and invalid, and checks what comes back.
 * Without `--endpoint`, to a server of its own. Against AWS only what changes nothing is sent.
 */

interface Options {
  endpoint?: string;
  profile?: string;
  region: string;
  report?: string;
  only?: string;
}

interface Miss {
  operation: string;
  title: string;
  expected: Case['expected'];
  got: Outcome;
}

/** What is wrong with an outcome; undefined where it is as expected. */
const isMiss = ({ expected }: Case, { status, exception, reason, faults }: Outcome): boolean => {
  const isShapeRefused = exception === 'SerializationException' || reason === 'REQUEST_VALIDATION_FAILED';
  if (expected.outcome === 'accepted') return isShapeRefused || status >= 500;
  if (exception !== expected.outcome || status !== 400) return true;
  if (expected.outcome === 'SerializationException') return false;
  if (reason !== 'REQUEST_VALIDATION_FAILED') return true;
  return !faults.some((fault) => fault.FieldName === expected.field && fault.Code === expected.code);
};

/** Against a server that is not this machine's, a write may only be sent when it is sure to be refused. */
const isHarmless = ({ operation, expected }: Case): boolean =>
  /^(Get|List)/.test(operation) || expected.outcome !== 'accepted';

/** How many requests are under way at once. */
const CONCURRENCY = 16;

const run = async (options: Options): Promise<void> => {
  const own = options.endpoint ? undefined : await startCosell();
  const endpoint = options.endpoint ?? own?.endpoint ?? '';
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(endpoint).hostname);
  const send = createSender({ endpoint, region: options.region, profile: options.profile });
  const misses: Miss[] = [];
  const table = new Table({
    head: ['Operation', 'Cases', 'Passed', 'Missed'],
    style: { head: [], border: [] },
  });
  let total = 0;
  for (const operation of operationNames) {
    if (options.only && options.only !== operation) continue;
    const cases = casesOf(operation).filter((candidate) => isLocal || isHarmless(candidate));
    const missed = await sendAll(cases, send);
    misses.push(...missed);
    total += cases.length;
    table.push([operation, cases.length, cases.length - missed.length, missed.length]);
  }
  table.push(['all', total, total - misses.length, misses.length]);
  process.stdout.write(`${table.toString()}\n`);
  for (const miss of misses.slice(0, 50)) process.stdout.write(`${JSON.stringify(miss)}\n`);
  if (options.report) await writeFile(options.report, JSON.stringify({ endpoint, total, misses }, null, 2));
  await own?.close();
  process.exitCode = misses.length === 0 ? 0 : 1;
};

const sendAll = async (cases: Case[], send: ReturnType<typeof createSender>): Promise<Miss[]> => {
  const misses: Miss[] = [];
  const left = [...cases];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) {
      const got = await send(next);
      if (isMiss(next, got))
        misses.push({ operation: next.operation, title: next.title, expected: next.expected, got });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return misses;
};

await new Command('conformance')
  .description('Checks a server against the contract: every shape, every limit.')
  .option('--endpoint <url>', 'the server to check; without, one is started')
  .option('--profile <name>', 'the AWS profile to sign with')
  .option('--region <name>', 'the region to sign for', 'us-east-1')
  .option('--report <file>', 'where to write the misses, as JSON')
  .option('--only <operation>', 'only this operation')
  .action(run)
  .parseAsync();
