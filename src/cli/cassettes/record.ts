import { Command, Option } from 'commander';
import { orFail } from '../or-fail.ts';
import { addPort, each, upstreamOf } from './flags.ts';
import { addUpstreamFlags } from './open-upstream.ts';
import type { RecordFlags } from './run-record.ts';

/** `cosell record`: stands between a program and an endpoint, and writes a cassette. */
export const recordCommand = (): Command =>
  addUpstreamFlags(
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
    ).option('--keep <text>', 'an id or a text that stays as it is; can be repeated', each),
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
