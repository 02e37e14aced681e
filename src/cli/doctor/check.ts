import type { Command } from 'commander';
import type { StoreLocation } from '../../store/index.ts';
import type { Queries } from '../../store/tables.ts';
import type { ServeFlags } from '../serve-flags.ts';

/** From the least to the worst. */
export const severities = ['ok', 'warning', 'error'] as const;
export type Severity = (typeof severities)[number];

/** What a check found. */
export interface Finding {
  severity: Severity;
  /** What is so, as a sentence. */
  says: string;
  /** What to do about it. Absent if nothing is to be done. */
  todo?: string;
}

/** What is examined: the options as `cosell serve` would get them, and the store that they name, if it can be opened. */
export interface Patient {
  flags: ServeFlags;
  /** The command that read the options. */
  command: Command;
  location: StoreLocation;
  /** Reads of the store; undefined if there is none yet, or if it cannot be opened. */
  rows: Queries | undefined;
  /** Why the store cannot be opened. */
  failure: Error | undefined;
}

/** One subject of the doctor. */
export interface Check {
  readonly name: string;
  /** What it examines, for the heading. */
  readonly subject: string;
  /** Examines. What it throws becomes an error of its subject. */
  examine(patient: Patient): Promise<Finding[]>;
}

/** Defines a check, which its file exports. */
export const check = (name: string, subject: string, examine: Check['examine']): Check => ({
  name,
  subject,
  examine,
});

export const ok = (says: string): Finding => ({ severity: 'ok', says });
export const warning = (says: string, todo: string): Finding => ({ severity: 'warning', says, todo });
export const problem = (says: string, todo: string): Finding => ({ severity: 'error', says, todo });
