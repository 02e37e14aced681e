import { type Command, Option } from 'commander';
import { openProfile } from '../../cassettes/http/keys.ts';
import type { Upstream } from '../../cassettes/http/upstream.ts';
import { isHere } from '../../cassettes/production.ts';
import type { Keys } from '../../kit/http/sign.ts';
import { secondsOf } from '../flags.ts';
import { each } from './flags.ts';

/** The flags that say how calls are sent to another endpoint. */
export interface UpstreamFlags {
  profile?: string;
  region?: string;
  caller?: readonly string[];
  production?: true;
  timeout: number;
}

/** Adds the flags. */
export const addUpstreamFlags = (command: Command): Command =>
  command
    .option('--profile <name>', 'AWS profile to sign with (default: as for the AWS CLI)')
    .option('--region <name>', 'region to sign for (default: that of the profile, else us-east-1)')
    .option(
      '--caller <key=profile>',
      'profile to sign with what this access key id calls; can be repeated',
      each,
    )
    .option('--production', 'send calls in the catalog AWS, too, which change real opportunities')
    .addOption(
      new Option('--timeout <seconds>', 'how long an answer may take').argParser(secondsOf).default(60),
    );

/** Finds out where calls go, and with which keys. Throws an Error that says what to do if there are none. */
export const openUpstream = async (
  asked: 'aws' | URL,
  flags: UpstreamFlags,
): Promise<{ upstream: Upstream; keysFor(accessKeyId: string): Promise<Keys> }> => {
  const { region, timeout } = flags;
  const callers = new Map(flags.caller?.map(pairOf));
  const profiles = new Map(
    await Promise.all(
      [...new Set(callers.values())].map(async (name) => [name, await openProfile(name, region)] as const),
    ),
  );
  const needsProfile = asked === 'aws' || flags.profile !== undefined || !isHere(asked);
  const usual = needsProfile ? await openProfile(flags.profile, region) : undefined;
  const keysFor = async (accessKeyId: string): Promise<Keys> => {
    const profile = profiles.get(callers.get(accessKeyId) ?? '') ?? usual;
    return profile ? profile.keys() : { accessKeyId, secretAccessKey: 'any' };
  };
  const endpoint = asked === 'aws' ? usual?.endpoint : asked;
  if (!endpoint) throw new Error('AWS has no endpoint for this region. Name another with --region.');
  const timeoutMs = timeout * 1_000;
  return { upstream: { endpoint, region: region ?? usual?.region ?? 'us-east-1', timeoutMs }, keysFor };
};

const pairOf = (text: string): [string, string] => {
  const end = text.indexOf('=');
  if (end > 0 && end < text.length - 1) return [text.slice(0, end), text.slice(end + 1)];
  throw new Error('--caller takes an access key id and a profile, such as 111122223333=partner.');
};
