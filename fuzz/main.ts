import Table from 'cli-table3';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type Flags, fuzzPart, SHARES } from './part.ts';
import type { Failure, Part } from './run.ts';

/**
 * `npm run fuzz`: sends mutated requests to servers of its own, and checks that none answers with 5xx but 503, none ends, and
 * their memory stays flat. CONTRIBUTING.md, "Fuzzing", documents the flags.
 */

const PARTS = Object.keys(SHARES) as Part[];

const wholeNumber = (text: string): number => {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It has to be a whole number.');
};

const report = (failures: readonly Failure[], seed: number): void => {
  for (const { part, index, kind, fault, request } of failures) {
    process.stdout.write(`\nFAILED ${part} ${kind}: ${fault}\n${request}\n`);
    if (index >= 0) {
      process.stdout.write(`Again: npm run fuzz -- --seed ${seed} --only ${part} --index ${index}\n`);
    }
  }
};

const run = async (flags: Flags): Promise<void> => {
  const began = Date.now();
  const table = new Table({ head: ['Part', 'Sent', 'Answers', 'Failed'], style: { head: [], border: [] } });
  const failures: Failure[] = [];
  const notes: string[] = [];
  let total = 0;
  for (const part of flags.only ? [flags.only] : PARTS) {
    const outcome = await fuzzPart(part, flags);
    const answers = [...outcome.statuses].sort().map(([status, count]) => `${status}: ${count}`);
    table.push([part, outcome.sent, answers.join(', '), outcome.failures.length]);
    failures.push(...outcome.failures);
    notes.push(...outcome.notes);
    total += outcome.sent;
  }
  const seconds = Math.round((Date.now() - began) / 1000);
  process.stdout.write(`${table.toString()}\n${notes.join('\n')}\n`);
  process.stdout.write(
    `${total} requests in ${seconds} s, seed ${flags.seed}: ${failures.length} failures\n`,
  );
  report(failures, flags.seed);
  process.exitCode = failures.length === 0 ? 0 : 1;
};

await new Command('fuzz')
  .description('Sends mutated requests to servers of its own.')
  .option(
    '--seed <number>',
    'the same requests again (default: another one each time)',
    wholeNumber,
    Date.now() % 1_000_000,
  )
  .option('--count <number>', 'how many requests at most (default: 200,000 without --minutes)', wholeNumber)
  .option('--minutes <number>', 'how long at most', wholeNumber)
  .option('--concurrency <number>', 'requests at a time', wholeNumber, 16)
  .addOption(new Option('--only <part>', 'one part').choices(PARTS))
  .option('--index <number>', 'one case alone', wholeNumber)
  .option(
    '--database-url <url>',
    'an empty PostgreSQL database instead of SQLite; it is not emptied afterwards',
  )
  .action(run)
  .parseAsync();
// Connections that are kept alive would keep the process too.
process.exit();
