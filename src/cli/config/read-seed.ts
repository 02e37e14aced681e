import { checkSeed, type Seed } from '../../server/steps.ts';
import { readTextFile } from '../read-text-file.ts';

/** Reads a `--seed` file. Throws an Error that says what is wrong with it. */
export const readSeed = async (file: string): Promise<Seed> => {
  const text = await readTextFile(file).catch((error: Error) => {
    throw new Error(`The seed ${file} cannot be read: ${error.message}`);
  });
  try {
    return checkSeed(parse(text));
  } catch (error) {
    throw new Error(`The seed ${file} is not valid: ${(error as Error).message}`);
  }
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may contain a secret key.
    throw new Error('it has to be JSON.');
  }
};
