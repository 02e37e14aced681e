import { loadFolder, modulesBelow } from '../kit/service/load-folder.ts';
import { isOperation } from '../kit/service/operation.ts';
import type { OperationName } from '../model/contract.ts';
import type { Operation } from './operation.ts';

/** The operations that have a handler, by name. */
export type Operations = ReadonlyMap<OperationName, Operation>;

/** Loads all operations: each is a file in a subfolder of this folder. */
export const loadOperations = (): Promise<Operations> =>
  loadFolder<Operation>(modulesBelow(import.meta.url), isOperation);
