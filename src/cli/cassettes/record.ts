import { Command, Option } from 'commander';
import { secondsOf } from '../flags.ts';
import { orFail } from '../or-fail.ts';
import { addPort, each, upstreamOf } from './flags.ts';
import type { RecordFlags } from './run-record.ts';

/** `cosell record`: stands between a program and an endpoint, and writes a cassette. */
export const recordCommand = (): Command =>
  addPort(
    new Command('record')
      .description(
        'Passes calls on to another endpoint, such as AWS’s, and records them without secrets and names.',
      )
      .argument('[cassette]', 'the file to write, which is not there yet', 'cassette.jsonl')
      .addOption(
        new Option('--upstream <endpoint>', 'where calls are passed on: a URL, or aws')
          .argParser(upstreamOf)
          .makeOptionMandatory(),
      ),
  )
    .option('--profile <name>', 'AWS profile to sign with (default: as for the AWS CLI)')
    .option('--region <name>', 'region to sign for (default: that of the profile, else us-east-1)')
    .option(
      '--caller <key=profile>',
      'profile to sign with what this access key id calls; can be repeated',
      each,
    )
    .option('--keep <text>', 'an id or a text that stays as it is; can be repeated', each)
    .option('--production', 'pass on calls in the catalog AWS, too, which change real opportunities')
    .addOption(
      new Option('--timeout <seconds>', 'how long an answer may take').argParser(secondsOf).default(60),
    )
    .addHelpText(
      'after',
      `
Programs call it instead of the endpoint, with any keys: it signs with those of --profile. An endpoint of this machine, such as another cosell, gets the
caller's own access key id if there is no --profile. People, companies, accounts, ids and texts get pseudonyms; what stays is in docs/guides/is-it-like-aws.md.

Example:
  cosell record sandbox.jsonl --upstream aws --profile partner`,
    )
    .action((file: string, flags: RecordFlags) =>
      orFail(async () => (await import('./run-record.ts')).runRecord(file, flags)),
    );
