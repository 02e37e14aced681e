import { readTimestamp } from '../kit/shape/timestamp.ts';

/**
 * The formats of columns, which a state is checked against before it is imported. A format takes a value of the column's
 * type and returns what is wrong with it, as the end of a sentence: `has to be …`.
 */
export type Format = (value: string | number) => string | undefined;

/**
 * The shapes of JSON columns, which operator/state-shapes.ts checks. `any` is any JSON, or the empty text, and `object` any
 * object.
 */
export type Shape =
  | 'any'
  | 'object'
  | 'ApiDestination'
  | 'AwsSummary'
  | 'Connection'
  | 'ConnectionSecrets'
  | 'Contexts'
  | 'Event'
  | 'EventPattern'
  | 'EventTarget'
  | 'InjectionEffect'
  | 'InjectionMatch'
  | 'InvitationPayload'
  | 'Opportunity'
  | 'Person'
  | 'Principal'
  | 'Result'
  | 'SnapshotPayload'
  | 'Tags';

/** PostgreSQL's `integer`. */
const GREATEST_INTEGER = 2_147_483_647;

/** A number of things. */
export const count: Format = (value) =>
  typeof value === 'number' && value >= 0 && value <= GREATEST_INTEGER
    ? undefined
    : `has to be a number from 0 to ${GREATEST_INTEGER}`;

/** The sequence of an event. */
export const sequence: Format = (value) =>
  typeof value === 'number' && value >= 0 ? undefined : 'has to be 0 or a positive number';

/** A text of up to `max` characters. Columns with an index need one: PostgreSQL's entries have at most 2,704 bytes. */
export const text =
  (max: number): Format =>
  (value) =>
    String(value).length <= max ? undefined : `has to be at most ${max} characters long`;

export const oneOf = (...values: readonly string[]): Format => {
  const known = new Set(values);
  return (value) => (known.has(String(value)) ? undefined : `has to be one of ${values.join(', ')}`);
};

const pattern =
  (form: RegExp, says: string): Format =>
  (value) =>
    form.test(String(value)) ? undefined : `has to be ${says}`;

/** Also the empty text, which stands for an absent value. */
export const orNone =
  (format: Format): Format =>
  (value) =>
    value === '' ? undefined : format(value);

export const account = pattern(/^(\d{12}|aws)$/, '12 digits, or aws');
export const accounts = pattern(/^(\d{12}|aws)(,(\d{12}|aws))*$/, 'accounts, separated by commas');
export const catalog = oneOf('AWS', 'Sandbox');
export const opportunityId = pattern(/^O[0-9]{1,19}$/, 'the id of an opportunity');
export const engagementId = pattern(/^eng-[0-9a-z]{14}$/, 'the id of an engagement');
export const invitationId = pattern(/^engi-[0-9a-z]{13}$/, 'the id of an invitation');
export const taskId = pattern(/^task-[0-9a-z]{13,14}$/, 'the id of a task');
export const snapshotJobId = pattern(/^job-[0-9a-z]{13}$/, 'the id of a snapshot job');
export const solutionId = pattern(/^S-[0-9]{1,19}$/, 'the id of a solution');
export const uuid = pattern(/^[0-9A-Za-z-]{1,64}$/, 'an id of letters, digits and hyphens');
export const contextId = pattern(/^[1-9][0-9]{0,8}$/, 'the id of a context, a number');
export const arn = pattern(/^arn:[\x21-\x7e]{1,1596}$/, 'an ARN');
/** Of an EventBridge rule, target, connection or API destination. */
export const eventBridgeName = pattern(
  /^[.\-_A-Za-z0-9]{1,64}$/,
  'a name of up to 64 letters, digits and .-_',
);

/** ISO 8601 in UTC with milliseconds, which sorts as text. */
export const moment: Format = (value) => {
  const read = typeof value === 'string' ? readTimestamp(value) : undefined;
  return read !== undefined && read === value
    ? undefined
    : 'has to be a moment such as 2026-11-23T09:30:00.000Z';
};

/** `2026-11-23`. */
export const date = pattern(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, 'a date such as 2026-11-23');
