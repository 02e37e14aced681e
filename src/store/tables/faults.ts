import type { Timestamp } from '../../model/contract.ts';
import { count, moment, text } from '../formats.ts';
import { table } from '../tables.ts';

/** A failure that the operator injects. */
export interface Injections {
  id: string;
  /** The requests to match: JSON, an `InjectionMatch`. */
  match: string;
  /** The effect: JSON, an `InjectionEffect`. */
  effect: string;
  /** How often it will still happen; NULL for always. */
  remaining: number | null;
  created_at: Timestamp;
}

declare module '../tables.ts' {
  interface Tables {
    faults: Injections;
  }
}

export const faults = table('faults', {
  key: ['id'],
  formats: { id: text(100), remaining: count, created_at: moment },
  json: { match: 'InjectionMatch', effect: 'InjectionEffect' },
  // Deleted with the account that `match` names.
  deletedWith: {},
  retention: { kept: 'until it has happened as often as it should, or is removed' },
});
