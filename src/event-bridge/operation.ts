import { listOf } from '../kit/service/list.ts';
import { type OperationOf, operationOf } from '../kit/service/operation.ts';
import { ValidationException } from '../model/errors.ts';
import type { Call } from '../operations/operation.ts';
import type { Input, OperationName, Output } from './contract.ts';

type Contract = { [Name in OperationName]: { input: Input<Name>; output: Output<Name> } };

/** An operation of EventBridge: one file holds all of it. */
export type Operation<Name extends OperationName = OperationName> = OperationOf<Contract, Call, Name>;

/** Defines an operation. Its file exports the result. */
export const operation = operationOf<Contract, Call>();

/** Defines a list operation. Its file exports the result. Lists are in ascending order. */
export const list = listOf<Contract, Call>({
  sizeMember: 'Limit',
  pageSize: 100,
  orderOf: () => 'ASCENDING',
  scopeOf: (name, filters, { account }) => [`events:${name}`, account, filters],
  invalidToken: () =>
    ValidationException(
      'nextToken was not given for this request. Repeat the token unchanged, with the same filters.',
    ),
});
