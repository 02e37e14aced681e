/** What differs between a recorded answer and one of today: for people, member by member. */

/** What JSON.parse returns. */
export type Json = string | number | boolean | null | Json[] | Members;
export interface Members {
  [member: string]: Json;
}

export const isMembers = (value: Json | undefined): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A recorded member that is different or missing. */
export interface Difference {
  /** `Customer.Contacts[0].Email`. */
  path: string;
  recorded: string;
  got: string;
}

export interface Comparison<Found extends Difference = Difference> {
  /** How many members the recording has, at every depth, including structures and lists. */
  members: number;
  differences: Found[];
}

/** The path of a member of a structure. */
export const memberOf = (path: string, member: string): string => (path ? `${path}.${member}` : member);

/** Writes a value in few words. */
export const inWords = (value: Json | undefined): string => {
  const text = JSON.stringify(value) ?? 'not there';
  return text.length > 100 ? `${text.slice(0, 97)}…` : text;
};

/** Writes a difference on one line. */
export const lineOf = ({ path, recorded, got }: Difference): string =>
  `${path}: recorded ${recorded}, got ${got}`;

/** Writes how many members agree. */
export const agreement = ({ members, agreed }: { members: number; agreed: number }): string =>
  `Recorded members that agree: ${agreed} of ${members} (${(members === 0 ? 100 : (100 * agreed) / members).toFixed(2)} %)`;
