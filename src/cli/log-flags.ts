import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_SLOW_CALL_MS } from '../model/slow-call.ts';

/** The flags of `cosell serve` that say what is logged, and how. */
export interface LogFlags {
  logLevel: 'silent' | 'error' | 'info' | 'debug';
  logFormat?: 'pretty' | 'json';
  slowCall?: number;
}

/** Adds the flags. */
export const addLogFlags = (command: Command): Command =>
  command
    .addOption(
      new Option('--log-level <level>', 'what to log on standard error')
        .choices(['silent', 'error', 'info', 'debug'])
        .default('info')
        .env('COSELL_LOG_LEVEL'),
    )
    .addOption(
      new Option(
        '--log-format <format>',
        'pretty for people, json for programs (default: pretty in a terminal, else json)',
      )
        .choices(['pretty', 'json'])
        .env('COSELL_LOG_FORMAT'),
    )
    .addOption(
      new Option(
        '--slow-call <milliseconds>',
        `logs where the time went of calls that take longer, without the wait for a task; 0 logs none (default: "slowCall" of the configuration, else ${DEFAULT_SLOW_CALL_MS})`,
      )
        .argParser(millisecondsOf)
        .env('COSELL_SLOW_CALL'),
    );

const millisecondsOf = (text: string): number => {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It takes whole milliseconds, such as 1000; 0 logs no slow calls.');
};
