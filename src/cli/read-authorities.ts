import { readTextFile } from './read-text-file.ts';

/** Reads a `--ca` file: PEM text. Throws an Error that says what is wrong with it. */
export const readAuthoritiesFile = async (file: string): Promise<string> => {
  const text = await readTextFile(file).catch((error: Error) => {
    throw new Error(`The certificates ${file} cannot be read: ${error.message}`);
  });
  const { readAuthorities } = await import('../kit/http/authorities.ts');
  try {
    readAuthorities(text);
  } catch (error) {
    throw new Error(`The certificates ${file} are not valid. ${(error as Error).message}`);
  }
  return text;
};
