import * as sdk from '@aws-sdk/client-partnercentral-selling';
import { NormalizedSchema } from '@smithy/core/schema';

/**
 * The contract of the Partner Central Selling API, read from the AWS SDK's own schemas: which operations there are,
 * and the shapes of what they take and answer. Nothing of it is written a second time; an SDK upgrade brings new
 * operations and members. What the SDK does not know, the limits, stands in `limits.ts`.
 */

/** A moment: ISO 8601 in UTC with milliseconds, e.g. `2026-11-23T09:30:00.000Z`. Sorts as text. */
export type Timestamp = string;

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

type Commands = {
  [K in keyof typeof sdk as K extends `${infer Name}Command` ? Name : never]: (typeof sdk)[K];
};
type CommandInput<C> = C extends new (input: infer I) => unknown ? I : never;
type CommandOutput<C> = C extends new (
  ...args: never[]
) => { resolveMiddleware: (...args: never[]) => (...args: never[]) => Promise<{ output: infer O }> }
  ? Omit<O, '$metadata'>
  : never;

/** The name of an operation, e.g. `GetOpportunity`. */
export type OperationName = Exclude<keyof Commands, '$'> & string;
type Narrowed<I> = I extends { Catalog: unknown } ? Omit<I, 'Catalog'> & { Catalog: Catalog } : I;
/** What an operation takes, decoded and checked: see `decodeInput`. */
export type Input<Name extends OperationName> = Narrowed<Wire<CommandInput<Commands[Name]>>>;
/** What an operation answers: see `encodeOutput`. */
export type Output<Name extends OperationName> = Wire<CommandOutput<Commands[Name]>>;

type OperationSchema = readonly [9, string, string, object, unknown, unknown];

const isOperationSchema = (value: unknown): value is OperationSchema =>
  Array.isArray(value) && value[0] === 9;

const operations = new Map(
  (Object.values(sdk) as unknown[]).filter(isOperationSchema).map((schema) => [schema[2], schema]),
);

/** Every operation of the API, whether it has a handler here or not. */
export const operationNames: readonly OperationName[] = [...operations.keys()].sort() as OperationName[];

export const isOperationName = (name: string): name is OperationName => operations.has(name);

const schemaOf = (name: OperationName, side: 4 | 5): NormalizedSchema => {
  const schema = operations.get(name)?.[side];
  return NormalizedSchema.of((typeof schema === 'function' ? schema() : schema) as never);
};

/** The schema of what an operation takes. */
export const inputSchema = (name: OperationName): NormalizedSchema => schemaOf(name, 4);
/** The schema of what an operation answers; a unit schema where it answers nothing. */
export const outputSchema = (name: OperationName): NormalizedSchema => schemaOf(name, 5);
