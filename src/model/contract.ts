import * as sdk from '@aws-sdk/client-partnercentral-selling';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { Timestamp } from '../kit/flow/clock.ts';
import { readSchemas } from '../kit/shape/schemas.ts';

export type { Timestamp } from '../kit/flow/clock.ts';

/**
 * The contract of the Partner Central Selling API, read from the AWS SDK's own schemas: its operations and the shapes of
 * their inputs and outputs. An SDK upgrade brings new operations and members. `limits.ts` has the limits, which the SDK
 * lacks.
 */

/** Catalogs are isolated from each other. */
export type Catalog = 'AWS' | 'Sandbox';

/** Twelve digits, or `aws` for AWS itself. */
export type AccountId = string;

/** The SDK's type of a shape as cosell uses it: timestamps are strings, and required members are not undefined. */
export type Wire<T> = T extends Date
  ? Timestamp
  : T extends readonly (infer E)[]
    ? Wire<E>[]
    : T extends object
      ? { [K in keyof T]: Wire<Exclude<T[K], undefined>> }
      : T;

/** The commands of an SDK package by operation name. */
export type CommandsOf<Sdk> = {
  [K in keyof Sdk as K extends `${infer Name}Command` ? Name : never]: Sdk[K];
};
export type CommandInput<C> = C extends new (...args: never[]) => { input: infer I } ? I : never;
export type CommandOutput<C> = C extends new (
  ...args: never[]
) => { resolveMiddleware: (...args: never[]) => (...args: never[]) => Promise<{ output: infer O }> }
  ? Omit<O, '$metadata'>
  : never;

type Commands = CommandsOf<typeof sdk>;

/** The name of an operation, e.g. `GetOpportunity`. */
export type OperationName = Exclude<keyof Commands, '$'> & string;
type Narrowed<I> = I extends { Catalog: unknown } ? Omit<I, 'Catalog'> & { Catalog: Catalog } : I;
/** The decoded and validated input of an operation: see `decodeInput`. */
export type Input<Name extends OperationName> = Narrowed<Wire<CommandInput<Commands[Name]>>>;
/** The output of an operation: see `encodeOutput`. */
export type Output<Name extends OperationName> = Wire<CommandOutput<Commands[Name]>>;

const schemas = readSchemas(sdk);

/** Every operation of the API, with or without a handler here. */
export const operationNames = schemas.names as readonly OperationName[];

export const isOperationName = (name: string): name is OperationName => schemas.has(name);

export const inputSchema = (name: OperationName): NormalizedSchema => schemas.input(name);
/** A unit schema if the operation has no output. */
export const outputSchema = (name: OperationName): NormalizedSchema => schemas.output(name);
