/** An operation's access level, as IAM names it. */
export type AccessLevel = 'List' | 'Read' | 'Write' | 'Tagging';

/** Whose resources a request names, and where. */
export interface Place {
  account: string;
  region: string;
}

/** The resources of one type that a request names, for the `Resource` of IAM policies. */
export interface Resource<Member extends string = string> {
  /** The type's name in the service's authorization reference. */
  readonly type: string;
  /** The members of the input that name them; empty for a resource that the operation creates. */
  readonly members: readonly Member[];
  /** Whether they can have tags, which `aws:ResourceTag/…` compares. */
  readonly isTaggable: boolean;
  /**
   * Returns their ARNs; none if the request names none and creates none. The input may violate limits; an ARN has `*` for a
   * part that the request does not give, as for the id of a resource that is yet to be created.
   */
  arnsOf(input: object, place: Place): readonly string[];
}

/** Returns the values of a condition key, or undefined if the request has none. The input may violate limits. */
export type KeyValues<Input> = (input: Input, place: Place) => readonly string[] | undefined;

/** An action that the caller needs besides the operation's own: a "dependent action" of the authorization reference. */
export interface Need<Input extends object = object> {
  /** With the prefix of its service if that is another one: `iam:PassRole`. */
  readonly action: string;
  /** Default: `*`. Not needed if the request names no such resource. */
  readonly on?: Resource<keyof Input & string>;
  /** Needed only if the request has this member, and it is not empty. */
  readonly ifGiven?: keyof Input & string;
  /** Values of condition keys that only this action has. */
  readonly keys?: Readonly<Record<string, readonly string[]>>;
}

/** What IAM decides before an operation runs: its own action, named like the operation, and the dependent ones. */
export interface Permit<Input extends object = object> {
  readonly access: AccessLevel;
  /** Default: `*`. */
  readonly on?: Resource<keyof Input & string>;
  /** The resource whose tags are compared, if it is not the one of `on`. */
  readonly tagged?: Resource<keyof Input & string>;
  readonly needs?: readonly Need<Input>[];
  /** Condition keys that not every operation of the service has. */
  readonly keys?: Readonly<Record<string, KeyValues<Input>>>;
}

const EVERYTHING: readonly string[] = ['*'];

/** Returns the ARNs that an action is asked about: `*` if it has no resource. */
export const arnsOf = (on: Resource | undefined, input: object, place: Place): readonly string[] =>
  on ? on.arnsOf(input, place) : EVERYTHING;

/** Several resources, each of which the caller needs permission for. */
export const both = <Member extends string>(...resources: Resource<Member>[]): Resource<Member> => ({
  type: resources.map(({ type }) => type).join(' and '),
  members: resources.flatMap(({ members }) => members),
  isTaggable: resources.some(({ isTaggable }) => isTaggable),
  arnsOf: (input, place) => resources.flatMap((resource) => resource.arnsOf(input, place)),
});

/** Returns an operation's permit; a level alone means a permit on `*` without dependent actions. */
export const permitOf = <Input extends object>(given: AccessLevel | Permit<Input>): Permit<Input> =>
  typeof given === 'string' ? { access: given } : given;

/** Whether a request has a member that is not empty. */
export const isGiven = (input: object, member: string): boolean => {
  const value = (input as Readonly<Record<string, unknown>>)[member];
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '';
};

const NO_TEXTS: readonly string[] = [];

/** Returns the texts that a member holds, one or a list; none if it is missing or empty. */
export const textsOf = (input: object, member: string): readonly string[] => {
  const value = (input as Readonly<Record<string, unknown>>)[member];
  if (value === undefined || value === '') return NO_TEXTS;
  if (typeof value === 'string') return [value];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((text): text is string => typeof text === 'string' && text !== '');
};
