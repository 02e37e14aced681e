import { loadFolder, modulesBelow } from '../kit/service/load-folder.ts';
import { isOperation } from '../kit/service/operation.ts';
import type { Api } from '../kit/service/service.ts';
import type { Call } from '../operations/operation.ts';
import { isOperationName } from './contract.ts';
import type { Operation } from './operation.ts';
import { constraintsFailed, decodeInput, encodeOutput } from './wire.ts';

/** Loads all operations: each is a file in a subfolder of this folder. */
export const loadApi = async (): Promise<Api<Call>> => ({
  operations: await loadFolder<Operation>(modulesBelow(import.meta.url), isOperation),
  isOperationName,
  decode: decodeInput,
  invalid: constraintsFailed,
  encode: encodeOutput,
});
