import type { RequestEntry } from '../../../operator/request-schemas.ts';
import type { Queries } from '../../../store/tables.ts';
import type { Kept } from '../kept.ts';

/** A call that failed, as explanations read it. */
export interface Failed {
  kept: Kept;
  entry: RequestEntry;
  /** The body of the request as JSON, with its secrets; undefined if it is not known. */
  input: unknown;
  reads: Queries;
}

/** Returns a text of the request. */
export const textIn = (input: unknown, member: string): string | undefined => {
  const value =
    typeof input === 'object' && input !== null ? (input as Record<string, unknown>)[member] : undefined;
  return typeof value === 'string' ? value : undefined;
};
