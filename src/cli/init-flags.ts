import { type Command, Option } from 'commander';
import type { InitOption } from '../server/init/option.ts';

/** The flag of `cosell serve` that says what runs when the store is new. */
export interface InitFlags {
  init?: string;
}

/** Adds the flag. */
export const addInitFlags = (command: Command): Command =>
  command.addOption(
    new Option(
      '--init <folder>',
      'folder of JSON, shell and TypeScript or JavaScript files that run once, in the order of their names, when the store is new, before the server is ready',
    ).env('COSELL_INIT'),
  );

/** @param signal ends the hooks, and the start with them */
export const initOf = ({ init }: InitFlags, signal: AbortSignal): InitOption | undefined =>
  init === undefined ? undefined : { folder: init, signal };
