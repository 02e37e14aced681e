import { createEncoder } from '../kit/shape/encoder.ts';
import { type OperationName, type Output, outputSchema } from './contract.ts';
import { emptyMembers } from './empty-members.ts';

const encode = createEncoder((operation) => outputSchema(operation as OperationName), { emptyMembers });

/**
 * Writes what an operation answers as JSON, whole: every member of its shape, at every depth, in the schema's order, with
 * null where there is nothing (or what `emptyMembers` says), and of a union only what is there. Stored documents may carry
 * more. An operation without output answers an empty body. Seen: all recorded answers.
 */
export const encodeOutput = <N extends OperationName>(operation: N, output: Output<N>): string =>
  encode(operation, output);
