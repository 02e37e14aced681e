import type { Context } from '../changes/work.ts';
import { listOf } from '../kit/service/list.ts';
import { type OperationOf, operationOf } from '../kit/service/operation.ts';
import type { PageTokens } from '../kit/service/page-tokens.ts';
import type { OnGone } from '../kit/service/service.ts';
import type { AccountId, Input, OperationName, Output } from '../model/contract.ts';
import { businessValidationFailed } from '../model/errors.ts';

/** One call of an operation, as its handler gets it. */
export interface Call extends Context {
  /** The caller. */
  account: AccountId;
  pageTokens: PageTokens;
  /** Returns what a task keeps of the caller; absent if callers may do everything. */
  principal?: (() => string) | undefined;
  /** How long an operation waits for the end of the task that it starts, in milliseconds. */
  taskWait: number;
  /** Calls `listener` once when the client disconnects or the response is sent. */
  onGone?: OnGone | undefined;
}

type Contract = { [Name in OperationName]: { input: Input<Name>; output: Output<Name> } };

/** An operation of the API: one file holds all of it. */
export type Operation<Name extends OperationName = OperationName> = OperationOf<Contract, Call, Name>;

/** Defines an operation. Its file exports the result. */
export const operation = operationOf<Contract, Call>();

/** Defines a list operation. Its file exports the result. */
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
          'NextToken was not given for this request. Repeat the token unchanged, with the same filters.',
        Code: 'INVALID_VALUE',
      },
    ]),
});
