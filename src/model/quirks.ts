/**
 * Behaviours of AWS's sandbox that only one program reports (May 2026) or that contradict the recorded responses. They are
 * off by default; an operator switches them on to test a connector against them.
 */

/** Name and description of each. */
export const quirks = {
  'update-clears-status':
    'An UpdateOpportunity without LifeCycle.ReviewStatus clears the status, and the opportunity can never be submitted.',
  'status-needs-partner-id':
    'An opportunity that is created without PartnerOpportunityIdentifier has no ReviewStatus, and can never be submitted.',
  'token-spans-operations':
    'A ClientToken that CreateOpportunity used starts nothing if an operation that starts a task gets it: the response looks normal, but the task does not exist.',
  'late-reads':
    'An opportunity is not found for some seconds after it was created, by the server’s clock (default 5s).',
} as const;

export type QuirkName = keyof typeof quirks;

export const quirkNames = Object.keys(quirks) as QuirkName[];

/** How long `late-reads` hides a new opportunity by default. */
export const DEFAULT_LATE_READS_MS = 5_000;
export const MAX_LATE_READS_MS = 600_000;

/** The active quirks, each with its duration in milliseconds (0 if it has none). */
export type Quirks = ReadonlyMap<QuirkName, number>;

export const NO_QUIRKS: Quirks = new Map();

export const isQuirkName = (name: string): name is QuirkName => Object.hasOwn(quirks, name);

/** Parses stored quirks. Ignores unknown names and invalid durations, which an imported state may contain. */
export const quirksOf = (kept: string): Quirks => {
  const entries: unknown = kept === '' ? [] : JSON.parse(kept);
  const known = Array.isArray(entries) ? entries.filter(isEntry) : [];
  return new Map(known);
};

const isEntry = (entry: unknown): entry is [QuirkName, number] =>
  Array.isArray(entry) &&
  isQuirkName(String(entry[0])) &&
  Number.isSafeInteger(entry[1]) &&
  entry[1] >= 0 &&
  entry[1] <= MAX_LATE_READS_MS;

/** Serializes quirks for storage. */
export const keptQuirks = (given: Quirks): string => JSON.stringify([...given]);
