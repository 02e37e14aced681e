import { loadFolder } from '../kit/service/load-folder.ts';
import type { OperationName } from './contract.ts';
import type { Operation } from './operation.ts';

export { isOperationName } from './contract.ts';
export { constraintsFailed, decodeInput, encodeOutput } from './wire.ts';

/** The operations that have a handler, by name. */
export type Operations = ReadonlyMap<OperationName, Operation>;

/** Finds the operations: every file in a folder of this one is one. */
export const loadOperations = async (): Promise<Operations> => {
  const found = (await loadFolder(import.meta.url)) as Operation[];
  return new Map(found.map((operation) => [operation.name, operation]));
};
