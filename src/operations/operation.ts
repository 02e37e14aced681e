import type { Context } from '../changes/work.ts';
import { listOf } from '../kit/service/list.ts';
import { type OperationOf, operationOf } from '../kit/service/operation.ts';
import type { PageTokens } from '../kit/service/page-tokens.ts';
import type { OnGone } from '../kit/service/service.ts';
import type { AccountId, Input, OperationName, Output } from '../model/contract.ts';
import { businessValidationFailed } from '../model/errors.ts';

/** One call of an operation, as its handler sees it. */
export interface Call extends Context {
  /** Who calls. */
  account: AccountId;
  pageTokens: PageTokens;
  /** Milliseconds that an operation waits for the end of the task that it starts. */
  taskWait: number;
  /** Has `listener` called once the client needs no answer any more. */
  onGone?: OnGone | undefined;
}

type Contract = { [Name in OperationName]: { input: Input<Name>; output: Output<Name> } };

/** An operation of the API: everything there is to it, in one file. */
export type Operation<Name extends OperationName = OperationName> = OperationOf<Contract, Call, Name>;

/** Defines an operation: an export of its file. */
export const operation = operationOf<Contract, Call>();

/** Defines a list operation: an export of its file. */
export const list = listOf<Contract, Call>({
  sizeMember: 'MaxResults',
  // AWS API reference, ListOpportunities.
  pageSize: 20,
  orderOf: (input) =>
    (input as { Sort?: { SortOrder?: 'ASCENDING' | 'DESCENDING' } }).Sort?.SortOrder ?? 'DESCENDING',
  scopeOf: (name, filters, { account }) => [name, account, filters],
  invalidToken: () =>
    businessValidationFailed([
      {
        FieldName: 'NextToken',
        Message:
          'NextToken was not given for this request. Repeat it as it was answered, with the same filters.',
        Code: 'INVALID_VALUE',
      },
    ]),
});
