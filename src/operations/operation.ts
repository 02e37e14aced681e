import type { Context } from '../changes/work.ts';
import type { AccountId, Input, OperationName, Output } from '../model/contract.ts';
import type { PageTokens } from './page-tokens.ts';

/** How an operation touches what there is, in the words of IAM. */
export type AccessLevel = 'List' | 'Read' | 'Write' | 'Tagging';

/** One call of an operation, as its handler sees it. */
export interface Call extends Context {
  /** Who calls. */
  account: AccountId;
  pageTokens: PageTokens;
  /** Milliseconds that an operation waits for the end of the task that it starts. */
  taskWait: number;
  /** Has `listener` called once the client needs no answer any more. */
  onGone?: ((listener: () => void) => void) | undefined;
}

/** An operation of the API: everything there is to it, in one file. */
export interface Operation<Name extends OperationName = OperationName> {
  name: Name;
  access: AccessLevel;
  /** Does it. The input is decoded and within all limits. Throws the errors of `model/errors.ts`. */
  handle(input: Input<Name>, call: Call): Promise<Output<Name>>;
}

/** Defines an operation: the one export of its file. */
export const operation = <Name extends OperationName>(
  name: Name,
  access: AccessLevel,
  handle: Operation<Name>['handle'],
): Operation<Name> => ({ name, access, handle });
