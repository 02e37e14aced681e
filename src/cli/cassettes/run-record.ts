import { styleText } from 'node:util';
import { openProfile } from '../../cassettes/http/keys.ts';
import type { Upstream } from '../../cassettes/http/upstream.ts';
import { type RecordOptions, startRecorder } from '../../cassettes/record.ts';
import type { Keys } from '../../kit/http/sign.ts';
import { isLoopbackName } from '../../server/transport/hosts.ts';
import { EXIT } from '../exit-codes.ts';
import { ready, startFailure, untilStopped } from './flags.ts';

/** The flags of `cosell record`. */
export interface RecordFlags {
  upstream: 'aws' | URL;
  port: number;
  profile?: string;
  region?: string;
  caller?: readonly string[];
  keep?: readonly string[];
  production?: true;
  timeout: number;
}

type Told = Parameters<NonNullable<RecordOptions['onCall']>>[0];

/** Records until it is stopped. Throws an Error that says what to do if it cannot begin. */
export const runRecord = async (file: string, flags: RecordFlags): Promise<void> => {
  const { upstream, keysFor } = await openUpstream(flags);
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
  const others = passed === 0 ? '' : ` ${counted(passed)} not recorded: see above.`;
  process.stdout.write(`${counted(recorded)} in ${file}.${others}\n`);
  process.exitCode = EXIT.done;
};

const counted = (calls: number): string => `${calls} ${calls === 1 ? 'call' : 'calls'}`;

const lineOf = ({ operation, status, exception, unrecorded }: Told): string => {
  const outcome = exception === undefined ? String(status) : `${status} ${exception}`;
  const line = `${operation} ${outcome}`;
  if (unrecorded === undefined) return line;
  return `${styleText('yellow', `${line}, not recorded:`, { stream: process.stderr })} ${unrecorded}`;
};

/** Finds out where calls go, and with which keys. */
const openUpstream = async (
  flags: RecordFlags,
): Promise<{ upstream: Upstream; keysFor(accessKeyId: string): Promise<Keys> }> => {
  const { upstream: asked, region, timeout } = flags;
  const timeoutMs = timeout * 1_000;
  const callers = new Map(flags.caller?.map(pairOf));
  const isHere = asked !== 'aws' && isLoopbackName(asked.hostname.replace(/^\[|\]$/g, ''));
  const profiles = new Map(
    await Promise.all(
      [...new Set(callers.values())].map(async (name) => [name, await openProfile(name, region)] as const),
    ),
  );
  const usual = isHere && flags.profile === undefined ? undefined : await openProfile(flags.profile, region);
  const keysFor = async (accessKeyId: string): Promise<Keys> => {
    const profile = profiles.get(callers.get(accessKeyId) ?? '') ?? usual;
    return profile ? profile.keys() : { accessKeyId, secretAccessKey: 'any' };
  };
  const endpoint = asked === 'aws' ? usual?.endpoint : asked;
  if (!endpoint) throw new Error('There is no endpoint.');
  return { upstream: { endpoint, region: region ?? usual?.region ?? 'us-east-1', timeoutMs }, keysFor };
};

const pairOf = (text: string): [string, string] => {
  const end = text.indexOf('=');
  if (end > 0 && end < text.length - 1) return [text.slice(0, end), text.slice(end + 1)];
  throw new Error('--caller takes an access key id and a profile, such as 111122223333=partner.');
};
