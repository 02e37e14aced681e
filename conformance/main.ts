import { writeFile } from 'node:fs/promises';
import Table from 'cli-table3';
import { Command, Option } from 'commander';
import { startCosell } from '../src/index.ts';
import { agreement } from '../src/kit/shape/differences.ts';
import { operationNames } from '../src/model/contract.ts';
import { type Case, casesOf } from './cases.ts';
import { playRecordings } from './recordings/index.ts';
import { accounts } from './recordings/requests.ts';
import { createSender, type Outcome } from './send.ts';
import { isHarmless, isLocal, isMiss } from './verdict.ts';

/**
 * `npm run conformance`: sends every request derived from the contract, valid and invalid, and checks the responses.
 * Without `--endpoint` it starts its own server. It sends AWS only requests that change nothing. On its own servers it
 * also plays the flows for which AWS's responses are recorded, and compares every recorded member.
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

/** Concurrent requests. A server that others use gets one at a time, because of its quotas. */
const CONCURRENCY = 16;

const run = async (options: Options): Promise<void> => {
  const own = options.endpoint ? undefined : await startCosell();
  const endpoint = options.endpoint ?? own?.endpoint ?? '';
  const isOwn = isLocal(endpoint);
  const send = createSender({ endpoint, region: options.region, profile: options.profile });
  const misses: Miss[] = [];
  const table = new Table({
    head: ['Operation', 'Cases', 'Passed', 'Missed'],
    style: { head: [], border: [] },
  });
  let total = 0;
  for (const operation of operationNames) {
    if (options.only && options.only !== operation) continue;
    const cases = casesOf(operation).filter((candidate) => isOwn || isHarmless(candidate));
    const missed = await sendAll(cases, send, isOwn ? CONCURRENCY : 1);
    misses.push(...missed);
    total += cases.length;
    table.push([operation, cases.length, cases.length - missed.length, missed.length]);
  }
  table.push(['all', total, total - misses.length, misses.length]);
  process.stdout.write(`${table.toString()}\n`);
  for (const miss of misses.slice(0, 50)) process.stdout.write(`${JSON.stringify(miss)}\n`);
  if (options.report) await writeFile(options.report, JSON.stringify({ endpoint, total, misses }, null, 2));
  await own?.close();
  const isKept = own && !options.only ? await compareRecordings() : true;
  process.exitCode = misses.length === 0 && isKept ? 0 : 1;
};

/** Returns whether the responses match the recordings. Prints the differences and the exceptions. */
const compareRecordings = async (): Promise<boolean> => {
  const { members, agreed, faults, excepted } = await playRecordings(() => startCosell({ accounts }));
  process.stdout.write(`${agreement({ members, agreed })}\n`);
  for (const line of excepted) process.stdout.write(`  excepted: ${line}\n`);
  for (const line of faults) process.stdout.write(`  differs: ${line}\n`);
  return faults.length === 0;
};

const sendAll = async (
  cases: Case[],
  send: ReturnType<typeof createSender>,
  concurrency: number,
): Promise<Miss[]> => {
  const misses: Miss[] = [];
  const left = [...cases];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) {
      const got = await send(next);
      if (isMiss(next, got))
        misses.push({ operation: next.operation, title: next.title, expected: next.expected, got });
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return misses;
};

await new Command('conformance')
  .description('Checks a server against the contract: every shape, every limit.')
  .option('--endpoint <url>', 'the server to check; if omitted, one is started')
  .option('--profile <name>', 'the AWS profile to sign with')
  .option('--region <name>', 'the region to sign for', 'us-east-1')
  .option('--report <file>', 'where to write the misses, as JSON')
  .addOption(new Option('--only <operation>', 'only this operation').choices(operationNames))
  .action(run)
  .parseAsync();
