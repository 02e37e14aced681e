import { type Command, InvalidArgumentError, Option } from 'commander';
import type { RetentionSetting } from '../store/retention/settings.ts';

/** The flag of `cosell serve` that says how long what is over is kept. */
export interface RetentionFlags {
  retention?: RetentionSetting;
}

/** Adds the flag. */
export const addRetentionFlags = (command: Command): Command =>
  command.addOption(
    new Option(
      '--retention <times...>',
      'how long what is over is kept, such as events=90d tasks=off, or off for good (default: "retention" of the configuration, else events=90d, clientTokens=30d, deadLetters=90d, tasks=365d; nothing is deleted with --data memory)',
    )
      .argParser(retentionOf)
      .env('COSELL_RETENTION'),
  );

/** Parses times by name, separated by commas or spaces, and adds them to `before`. Throws InvalidArgumentError. */
const retentionOf = (text: string, before: RetentionSetting = {}): RetentionSetting => {
  if (text.trim() === 'off') return 'off';
  const times = before === 'off' ? {} : { ...before };
  for (const part of text.split(/[\s,]+/).filter(Boolean)) {
    const [, name, time] = /^([A-Za-z]+)=(\S+)$/.exec(part) ?? [];
    if (name === undefined || time === undefined)
      throw new InvalidArgumentError('A time is like events=90d, or off for all.');
    times[name] = time;
  }
  return times;
};
