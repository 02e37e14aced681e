import { styleText } from 'node:util';
import { type RecordOptions, startRecorder } from '../../cassettes/record.ts';
import { counted } from './counted.ts';
import { ready, startFailure, untilStopped } from './flags.ts';
import { openUpstream, type UpstreamFlags } from './open-upstream.ts';

/** The flags of `cosell record`. */
export interface RecordFlags extends UpstreamFlags {
  upstream: 'aws' | URL;
  port: number;
  keep?: readonly string[];
}

type Told = Parameters<NonNullable<RecordOptions['onCall']>>[0];

/** Records until it is stopped. Throws an Error that says what to do if it cannot begin. */
export const runRecord = async (file: string, flags: RecordFlags): Promise<void> => {
  const { upstream, keysFor } = await openUpstream(flags.upstream, flags);
  let recorded = 0;
  let passed = 0;
  const onCall = (told: Told): void => {
    if (told.unrecorded === undefined) recorded += 1;
    else passed += 1;
    process.stderr.write(`${lineOf(told)}\n`);
  };
  const { port, keep = [], production = false } = flags;
  const options = { file, port, upstream, keysFor, keep, onCall, passesProduction: production };
  const stopped = untilStopped();
  const recorder = await startRecorder(options).catch((error) => {
    throw startFailure(error, { port, file });
  });
  ready(recorder.url);
  process.stdout.write(
    `Calls are passed on to ${upstream.endpoint.origin} and written to ${file}. Ctrl-C ends it.\n`,
  );
  await stopped;
  await recorder.close();
  const others = passed === 0 ? '' : ` ${counted(passed, 'call')} not recorded: see above.`;
  process.stdout.write(`${counted(recorded, 'call')} in ${file}.${others}\n`);
  if (recorder.failure)
    throw new Error(`The cassette could not be written to its end: ${recorder.failure.message}`);
};

const lineOf = ({ operation, status, exception, unrecorded }: Told): string => {
  const outcome = exception === undefined ? String(status) : `${status} ${exception}`;
  const line = `${operation} ${outcome}`;
  if (unrecorded === undefined) return line;
  return `${styleText('yellow', `${line}, not recorded:`, { stream: process.stderr })} ${unrecorded}`;
};
