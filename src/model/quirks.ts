/**
 * Behaviours of AWS's sandbox that one program alone reports (May 2026), or that go against the recorded answers: none is
 * there unless it is switched on, so that a connector can be tried against it.
 */

/** What each does, by its name. */
export const quirks = {
  'update-clears-status':
    'An UpdateOpportunity without LifeCycle.ReviewStatus clears the status, and the opportunity can never be submitted.',
  'status-needs-partner-id':
    'An opportunity that is created without PartnerOpportunityIdentifier has no ReviewStatus, and can never be submitted.',
  'token-spans-operations':
    'A ClientToken that CreateOpportunity took starts nothing when it is given to an operation that starts a task: the answer looks as ever, and there is no such task.',
  'late-reads':
    'An opportunity is not found for some seconds after it was created, by the server’s clock (default 5s).',
} as const;

export type QuirkName = keyof typeof quirks;

export const quirkNames = Object.keys(quirks) as QuirkName[];

/** How long `late-reads` hides what was created, in milliseconds, if nothing else is said. */
export const DEFAULT_LATENESS = 5_000;
/** The most that can be asked for, in milliseconds. */
export const LONGEST_LATENESS = 600_000;

/** The quirks that are on, each with its milliseconds; 0 for one that has no duration. */
export type Quirks = ReadonlyMap<QuirkName, number>;

export const NO_QUIRKS: Quirks = new Map();

export const isQuirkName = (name: string): name is QuirkName => Object.hasOwn(quirks, name);

/** The quirks as they are kept: names with their milliseconds. What is none, as an imported state may have, is left out. */
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
  entry[1] <= LONGEST_LATENESS;

export const keptQuirks = (given: Quirks): string => JSON.stringify([...given]);
