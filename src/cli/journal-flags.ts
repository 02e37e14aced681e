import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_JOURNAL, LARGEST_JOURNAL } from '../model/journal-size.ts';
import { switchOf } from './flags.ts';

/** The flags of `cosell serve` that say which calls are kept in memory. */
export interface JournalFlags {
  journal?: number;
  journalBodies: boolean;
}

/** Adds the flags. */
export const addJournalFlags = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--journal <number>',
        `calls that are kept in memory for \`cosell requests\`; 0 keeps none (default: "journal" of the configuration, else ${DEFAULT_JOURNAL})`,
      )
        .argParser(sizeOf)
        .env('COSELL_JOURNAL'),
    )
    .option(
      '--journal-bodies',
      'keep their bodies with --auth strict, too (env: COSELL_JOURNAL_BODIES)',
      false,
    );

const sizeOf = (text: string): number => {
  const size = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (size <= LARGEST_JOURNAL) return size;
  throw new InvalidArgumentError(`A journal keeps from 0 to ${LARGEST_JOURNAL} calls.`);
};

/** Whether bodies are kept, by the flag or the environment. */
export const keepsBodies = ({ journalBodies }: JournalFlags): boolean =>
  journalBodies || switchOf('COSELL_JOURNAL_BODIES', process.env.COSELL_JOURNAL_BODIES);
