import { Command } from 'commander';
import { readCassette } from '../../cassettes/cassette.ts';
import type { ReplayOptions } from '../../cassettes/replay.ts';
import { EXIT } from '../exit-codes.ts';
import { orFail } from '../or-fail.ts';
import { addPort, ready, startFailure, untilStopped } from './flags.ts';

interface ReplayFlags {
  port: number;
  json?: true;
}

/** `cosell replay`: answers calls as a cassette has them. */
export const replayCommand = (): Command =>
  addPort(
    new Command('replay')
      .description('Answers calls with what a cassette has recorded.')
      .argument('<cassette>', 'the file that `cosell record` wrote'),
  )
    .option('--json', 'print at the end what was not used and not matched, as JSON')
    .addHelpText(
      'after',
      `
A call gets the answer to the recorded call of the same operation and the same members: words of the API and the things that answers told of have to be the
same, texts and dates need not. Each answer is given once, in its order; a read that comes once more gets the last one again.
Exit codes: 0, or 2 if a call was made that is not recorded.

Example:
  cosell replay sandbox.jsonl`,
    )
    .action((file: string, flags: ReplayFlags) => orFail(() => runReplay(file, flags)));

const runReplay = async (file: string, { port, json }: ReplayFlags): Promise<void> => {
  const cassette = await readCassette(file);
  const { startReplay } = await import('../../cassettes/replay.ts');
  const stopped = untilStopped();
  const onCall: NonNullable<ReplayOptions['onCall']> = ({ operation, call, isRepeated }) => {
    const outcome = call === undefined ? 'is not recorded' : `is call ${call}${isRepeated ? ' again' : ''}`;
    process.stderr.write(`${operation} ${outcome}\n`);
  };
  const replay = await startReplay({ cassette, port, onCall }).catch((error) => {
    throw startFailure(error, { port });
  });
  ready(replay.url);
  if (cassette.isCut) process.stderr.write(`The last line of ${file} is cut, and left out.\n`);
  await stopped;
  await replay.close();
  const unused = replay.unused().map(({ call, operation }) => ({ call, operation }));
  const { unmatched } = replay;
  process.stdout.write(
    json
      ? `${JSON.stringify({ calls: cassette.calls.length, unused, unmatched }, undefined, 2)}\n`
      : summary(cassette.calls.length, unused, unmatched),
  );
  process.exitCode = unmatched.length > 0 ? EXIT.refused : EXIT.done;
};

const summary = (
  calls: number,
  unused: readonly { call: number; operation: string }[],
  unmatched: readonly string[],
): string =>
  [
    `${calls - unused.length} of ${calls} recorded calls were made.`,
    ...unused.map(({ call, operation }) => `  not made: call ${call}, ${operation}`),
    ...unmatched.map((message) => `  not recorded: ${message}`),
    '',
  ].join('\n');
