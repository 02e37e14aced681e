import type { Timestamp } from '../../model/contract.ts';
import { table } from '../tables.ts';

/** A failure that the operator has asked for. */
export interface Faults {
  id: string;
  /** What it is about: JSON, a `FaultMatch`. */
  match: string;
  /** What happens: JSON, a `FaultEffect`. */
  effect: string;
  /** How often yet; NULL for always. */
  remaining: number | null;
  created_at: Timestamp;
}

declare module '../tables.ts' {
  interface Tables {
    faults: Faults;
  }
}

export const faults = table('faults', {
  key: ['id'],
  json: { match: 'any', effect: 'any' },
  // With the account that `match` names.
  deletedWith: {},
});
