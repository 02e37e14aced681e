import { type OperationName, type Output, outputSchema } from './contract.ts';
import { createEncoder } from './encoder.ts';

const encode = createEncoder((operation) => outputSchema(operation as OperationName));

/**
 * Writes what an operation answers as JSON: the members of its shape only, at every depth, in the schema's order.
 * Stored documents may carry more; a member that is undefined or null is left out, as is such an element of a list.
 * An operation without output answers `{}`.
 */
export const encodeOutput = <N extends OperationName>(operation: N, output: Output<N>): string =>
  encode(operation, output);
