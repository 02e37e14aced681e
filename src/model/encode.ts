import { createEncoder } from '../kit/shape/encoder.ts';
import { type OperationName, type Output, outputSchema } from './contract.ts';
import { emptyMembers } from './empty-members.ts';

const encode = createEncoder((operation) => outputSchema(operation as OperationName), { emptyMembers });

/**
 * Encodes the output of an operation as JSON: every member of its shape, at every depth, in the schema's order. An absent
 * member is null or what `emptyMembers` says; a union has only the member that is set. Drops members that are not in the
 * shape. Returns an empty string for an operation without output. Seen: all recorded answers.
 */
export const encodeOutput = <N extends OperationName>(operation: N, output: Output<N>): string =>
  encode(operation, output);
