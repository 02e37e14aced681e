import * as sdk from '@aws-sdk/client-partnercentral-selling';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { Timestamp } from '../kit/flow/clock.ts';
import { readSchemas } from '../kit/shape/schemas.ts';

export type { Timestamp } from '../kit/flow/clock.ts';

/**
 * The contract of the Partner Central Selling API, read from the AWS SDK's own schemas: which operations there are,
 * and the shapes of what they take and answer. Nothing of it is written a second time; an SDK upgrade brings new
 * operations and members. What the SDK does not know, the limits, stands in `limits.ts`.
 */

/** A catalog: one of two worlds that never touch. */
export type Catalog = 'AWS' | 'Sandbox';

/** Twelve digits, or `aws` for AWS itself. */
export type AccountId = string;

/** The SDK's type of a shape as it stands here: moments are text, required members are there. */
export type Wire<T> = T extends Date
  ? Timestamp
  : T extends readonly (infer E)[]
    ? Wire<E>[]
    : T extends object
      ? { [K in keyof T]: Wire<Exclude<T[K], undefined>> }
      : T;

/** The commands of an SDK package by the names of their operations. */
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
/** What an operation takes, decoded and checked: see `decodeInput`. */
export type Input<Name extends OperationName> = Narrowed<Wire<CommandInput<Commands[Name]>>>;
/** What an operation answers: see `encodeOutput`. */
export type Output<Name extends OperationName> = Wire<CommandOutput<Commands[Name]>>;

const schemas = readSchemas(sdk);

/** Every operation of the API, whether it has a handler here or not. */
export const operationNames = schemas.names as readonly OperationName[];

export const isOperationName = (name: string): name is OperationName => schemas.has(name);

/** The schema of what an operation takes. */
export const inputSchema = (name: OperationName): NormalizedSchema => schemas.input(name);
/** The schema of what an operation answers; a unit schema where it answers nothing. */
export const outputSchema = (name: OperationName): NormalizedSchema => schemas.output(name);
