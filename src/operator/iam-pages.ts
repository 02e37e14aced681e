import { requestValidationFailed } from '../model/errors.ts';
import { normalAccount } from '../rules/accounts.ts';

const DEFAULT_LIMIT = 100;

/** The members of a request for a page. */
interface PageRequest {
  account?: string;
  after?: string;
  limit?: number;
}

/** Reads the members of a page of a list whose keys have `parts` columns. Throws ValidationException. */
export const pageOf = ({ account, after, limit = DEFAULT_LIMIT }: PageRequest, parts: number) => ({
  account: account === undefined ? undefined : (normalAccount(account) ?? account),
  after: after === undefined ? undefined : positionOf(after, parts),
  limit,
});

const positionOf = (after: string, parts: number): string[] => {
  const position = after.split('/');
  if (position.length === parts) return position;
  throw requestValidationFailed([
    {
      FieldName: 'after',
      Message: 'after has to be the `next` of an earlier response.',
      Code: 'INVALID_VALUE',
    },
  ]);
};

/** Cuts the extra row of a page off and returns where the next page begins, if there is one. */
export const cut = <Row>(rows: Row[], limit: number, keyOf: (row: Row) => string[]) => {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, ...(rows.length > limit && last && { next: keyOf(last).join('/') }) };
};
