import type { Timestamp } from '../../model/contract.ts';
import { table } from '../tables.ts';

/** A failure that the operator has asked for. */
export interface Injections {
  id: string;
  /** What it is about: JSON, an `InjectionMatch`. */
  match: string;
  /** What happens: JSON, an `InjectionEffect`. */
  effect: string;
  /** How often yet; NULL for always. */
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
  json: { match: 'any', effect: 'any' },
  // With the account that `match` names.
  deletedWith: {},
});
