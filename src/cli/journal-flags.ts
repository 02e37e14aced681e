import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  DEFAULT_DELIVERIES,
  DEFAULT_JOURNAL,
  LARGEST_DELIVERIES,
  LARGEST_JOURNAL,
} from '../model/journal-size.ts';
import { switchOf } from './flags.ts';

/** The flags of `cosell serve` that say which calls and deliveries are kept in memory. */
export interface JournalFlags {
  journal?: number;
  journalBodies: boolean;
  deliveries?: number;
}

/** Adds the flags. */
export const addJournalFlags = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--journal <number>',
        `calls that are kept in memory for \`cosell requests\`; 0 keeps none (default: "journal" of the configuration, else ${DEFAULT_JOURNAL})`,
      )
        .argParser(sizeOf(LARGEST_JOURNAL, 'A journal keeps', 'calls'))
        .env('COSELL_JOURNAL'),
    )
    .addOption(
      new Option(
        '--deliveries <number>',
        `attempts to deliver events that are kept in memory for \`cosell deliveries\`; 0 keeps none (default: "deliveries" of the configuration, else ${DEFAULT_DELIVERIES})`,
      )
        .argParser(sizeOf(LARGEST_DELIVERIES, 'A server keeps', 'deliveries'))
        .env('COSELL_DELIVERIES'),
    )
    .option(
      '--journal-bodies',
      'keep their bodies with --auth strict, too (env: COSELL_JOURNAL_BODIES)',
      false,
    );

const sizeOf =
  (largest: number, keeps: string, what: string) =>
  (text: string): number => {
    const size = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
    if (size <= largest) return size;
    throw new InvalidArgumentError(`${keeps} from 0 to ${largest} ${what}.`);
  };

/** Whether bodies are kept, by the flag or the environment. */
export const keepsBodies = ({ journalBodies }: JournalFlags): boolean =>
  journalBodies || switchOf('COSELL_JOURNAL_BODIES', process.env.COSELL_JOURNAL_BODIES);
