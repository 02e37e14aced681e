import { NormalizedSchema } from '@smithy/core/schema';

/** The operations of a service, from the schemas of its SDK package. */
export interface Schemas {
  /** The names of all operations, sorted. */
  readonly names: readonly string[];
  has(name: string): boolean;
  input(name: string): NormalizedSchema;
  /** A unit schema if the operation has no output. */
  output(name: string): NormalizedSchema;
}

type OperationSchema = readonly [9, string, string, object, unknown, unknown];

const isOperationSchema = (value: unknown): value is OperationSchema =>
  Array.isArray(value) && value[0] === 9;

/** Reads the schemas of an SDK package: `import * as sdk from '@aws-sdk/client-…'`. */
export const readSchemas = (sdk: object): Schemas => {
  const operations = new Map(
    (Object.values(sdk) as unknown[]).filter(isOperationSchema).map((schema) => [schema[2], schema]),
  );
  const schemaOf = (name: string, side: 4 | 5): NormalizedSchema => {
    const schema = operations.get(name)?.[side];
    return NormalizedSchema.of((typeof schema === 'function' ? schema() : schema) as never);
  };
  return {
    names: [...operations.keys()].sort(),
    has: (name) => operations.has(name),
    input: (name) => schemaOf(name, 4),
    output: (name) => schemaOf(name, 5),
  };
};
