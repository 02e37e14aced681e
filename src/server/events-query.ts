import { requestValidationFailed } from '../model/errors.ts';
import { normalAccount } from '../rules/accounts.ts';

/** The permission that an account's users and roles need to read its events. */
export const READ_EVENTS = 'cosell:ReadEvents';

/** A repeated parameter is a list. */
export type Parameter = string | string[] | undefined;

/** Returns the account that a parameter names. Throws ValidationException if it is not an account. */
export const accountOf = (text: Parameter): string => {
  const account = typeof text === 'string' ? normalAccount(text) : undefined;
  if (account === undefined) throw refusal('account', 'has to be 12 digits, or aws');
  return account;
};

export const wholeNumber = (text: Parameter): number | undefined =>
  typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : undefined;

export const refusal = (name: string, says: string) =>
  requestValidationFailed([{ FieldName: name, Message: `${name} ${says}.`, Code: 'INVALID_VALUE' }]);
