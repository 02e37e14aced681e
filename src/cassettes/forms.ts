/**
 * Forms of texts that mean something besides what they say: identifiers, accounts, ARNs, moments. Recorders replace them form by
 * form, and whoever plays a cassette maps those of the recording to those of today.
 */

/** Ids of the API's resources, in the forms that AWS gives them, and those of AWS Marketplace. */
const ID = /^(?:O\d{1,19}|S-\d{1,19}|(?:eng|engi|task|job|offer|offerset|prod)-[0-9a-z]{2,})$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ACCOUNT = /^\d{12}$/;
const MOMENT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/;

export type Form = 'id' | 'uuid' | 'account' | 'arn' | 'moment' | 'text';

/** Returns the form of a text: `text` if it has no other. */
export const formOf = (text: string): Form => {
  if (text.startsWith('arn:')) return 'arn';
  if (ID.test(text)) return 'id';
  if (UUID.test(text)) return 'uuid';
  if (ACCOUNT.test(text)) return 'account';
  return MOMENT.test(text) ? 'moment' : 'text';
};

/** Whether a text names a thing, so that it means another one if it changes. */
export const isIdentity = (text: string): boolean => ['id', 'account', 'arn'].includes(formOf(text));

const SEPARATORS = /([:/])/;

/** Splits an ARN into its parts, with the separators between them. */
export const partsOfArn = (arn: string): string[] => arn.split(SEPARATORS);

const WORD = /[\w-]+/g;

/** Returns a text with each id and account in it replaced: it is one, or an ARN or a message that has some. */
export const mapIdentities = (text: string, replace: (identity: string) => string): string =>
  text.replace(WORD, (word) => (ID.test(word) || ACCOUNT.test(word) ? replace(word) : word));
