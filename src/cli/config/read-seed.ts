import type { Seed } from '../../server/seed.ts';
import { readTextFile } from '../read-text-file.ts';

/** Reads a `--seed` file. Throws an Error that says what is wrong with it. */
export const readSeed = async (file: string): Promise<Seed> => {
  const text = await readTextFile(file).catch((error: Error) => {
    throw new Error(`The seed ${file} cannot be read: ${error.message}`);
  });
  try {
    return checkSeed(parse(text));
  } catch (error) {
    throw new Error(`The seed ${file} is not valid: ${error instanceof Error ? error.message : error}`);
  }
};

/** Checks only the outer form: the server checks the actions or the state. */
export const checkSeed = (seed: unknown): Seed => {
  if (isRecord(seed) && isRecord(seed.tables)) return seed as unknown as Seed;
  if (!Array.isArray(seed)) throw new Error('a seed has to be an exported state, or a list of actions.');
  for (const [index, step] of seed.entries()) {
    const isStep = isRecord(step) && typeof step.action === 'string';
    if (isStep && (step.with === undefined || isRecord(step.with))) continue;
    throw new Error(`[${index}] of the seed has to be like {"action": "accounts.put", "with": {…}}.`);
  }
  return seed as Seed;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may contain a secret key.
    throw new Error('it has to be JSON.');
  }
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
