import type { AccessLevel, Call } from '../operations/operation.ts';
import type { Input, OperationName, Output } from './contract.ts';

/** An operation of EventBridge: everything there is to it, in one file. */
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
