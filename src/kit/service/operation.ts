import { type AccessLevel, type Permit, permitOf } from './permit.ts';

/** The input and output types of a service's operations, by name. */
export type Contract = Record<string, { input: object; output: object }>;

/** An operation of a service: one file holds all of it. */
export interface Operation<Name extends string = string, Input = object, Output = object, Call = unknown> {
  name: Name;
  access: AccessLevel;
  /** What IAM decides before it runs. */
  permit: Permit;
  /** Runs the operation. The input is decoded and within all limits. Throws ServiceErrors. */
  handle(input: Input, call: Call): Promise<Output>;
}

/** An operation of the service that has this contract. */
export type OperationOf<C extends Contract, Call, Name extends keyof C & string> = Operation<
  Name,
  C[Name]['input'],
  C[Name]['output'],
  Call
>;

/**
 * Makes the function that defines an operation of a service. The operation's file exports the result, and `loadFolder`
 * finds it. `permit` is its access level, or what else IAM decides about it. The handler also gets the operation's name, so that the file states the name once.
 */
export const operationOf =
  <C extends Contract, Call>() =>
  <Name extends keyof C & string>(
    name: Name,
    permit: AccessLevel | Permit<C[Name]['input']>,
    handle: (input: C[Name]['input'], call: Call, name: Name) => Promise<C[Name]['output']>,
  ): OperationOf<C, Call, Name> => ({
    ...permitted(permit),
    name,
    handle: (input, call) => handle(input, call, name),
  });

/** Returns the members of an operation that its permit decides. */
export const permitted = <Input extends object>(given: AccessLevel | Permit<Input>) => {
  const permit = permitOf(given);
  return { access: permit.access, permit: permit as Permit };
};

/** Whether an export is an operation: it has a name, an access level and a handler. */
export const isOperation = <O extends Operation>(exported: unknown): exported is O =>
  typeof exported === 'object' &&
  exported !== null &&
  'name' in exported &&
  'access' in exported &&
  'handle' in exported;
