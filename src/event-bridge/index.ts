import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { OperationName } from './contract.ts';
import type { Operation } from './operation.ts';

export { isOperationName } from './contract.ts';
export { constraintsFailed, decodeInput, encodeOutput } from './wire.ts';

/** The operations that have a handler, by name. */
export type Operations = ReadonlyMap<OperationName, Operation>;

/** Finds the operations: every file in a folder of this one is one. */
export const loadOperations = async (): Promise<Operations> => {
  const room = fileURLToPath(new URL('.', import.meta.url));
  const entries = await readdir(room, { recursive: true });
  const files = entries.filter((entry) => /[\\/][a-z-]+\.[jt]s$/.test(entry));
  const modules = await Promise.all(files.map((file) => import(new URL(file, import.meta.url).href)));
  const found = modules.flatMap((module: object) => Object.values(module) as Operation[]);
  return new Map(found.map((operation) => [operation.name, operation]));
};
