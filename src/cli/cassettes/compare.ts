import { Command, Option } from 'commander';
import { differenceKinds } from '../../cassettes/compare/kinds.ts';
import { orFail } from '../or-fail.ts';
import { upstreamOf } from './flags.ts';
import { addUpstreamFlags } from './open-upstream.ts';
import type { CompareFlags } from './run-compare.ts';

/** `cosell compare`: makes the calls of a cassette again, and says where the answers differ. */
export const compareCommand = (): Command =>
  addUpstreamFlags(
    new Command('compare')
      .description(
        'Makes the calls of a cassette again, and prints member by member where the answers differ.',
      )
      .argument('<cassette>', 'the file that `cosell record` wrote')
      .addOption(
        new Option(
          '--endpoint <endpoint>',
          'where calls are made: a URL, or aws (default: a cosell of its own, in memory)',
        ).argParser(upstreamOf),
      ),
  )
    .addOption(
      new Option('--ignore <kinds...>', 'kinds of differences that do not count').choices(differenceKinds),
    )
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Its own cosell begins with the solutions and the invitations of AWS that the cassette shows, and lives at the time of the recording. Ids, ARNs, moments and tokens
may be others: the recorded ones are replaced by those of here in later calls.
Exit codes: 0 nothing differs, 1 it could not be compared, 2 something differs.

Example:
  cosell compare sandbox.jsonl`,
    )
    .action((file: string, flags: CompareFlags) =>
      orFail(async () => (await import('./run-compare.ts')).runCompare(file, flags)),
    );
