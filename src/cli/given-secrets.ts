import { parseSecretsKeys } from '../access/secrets.ts';
import { readTextFile } from './read-text-file.ts';

/** The flags that name secrets of a server. */
export interface SecretFlags {
  operatorToken?: string;
  operatorTokenFile?: string;
  secretsKeyFile?: string;
}

/** No file of a key or token is longer. */
const LIMIT_BYTES = 65_536;

/** Returns the operator token of a flag, variable or file. Throws an Error that says what to change, without the token. */
export const operatorTokenOf = async ({
  operatorToken,
  operatorTokenFile,
}: SecretFlags): Promise<string | undefined> => {
  if (operatorTokenFile === undefined) return operatorToken;
  if (operatorToken !== undefined) {
    throw new Error('There are an operator token and a file for one. Give --operator-token-file only.');
  }
  const token = (await readSecretFile(operatorTokenFile)).trim();
  if (token !== '') return token;
  throw new Error(`The file ${operatorTokenFile} has to hold the operator token, and is empty.`);
};

/** Returns the secrets keys of a file or of COSELL_SECRETS_KEY. Throws an Error that says what to change, without the keys. */
export const secretsKeysOf = async ({ secretsKeyFile }: SecretFlags): Promise<string[]> => {
  if (secretsKeyFile !== undefined) {
    return parseSecretsKeys(await readSecretFile(secretsKeyFile), secretsKeyFile);
  }
  const { COSELL_SECRETS_KEY: keys } = process.env;
  return keys ? parseSecretsKeys(keys, 'COSELL_SECRETS_KEY') : [];
};

const readSecretFile = (file: string): Promise<string> =>
  readTextFile(file, { limitBytes: LIMIT_BYTES }).catch((error: Error) => {
    throw new Error(`The file ${file} cannot be read: ${error.message}.`);
  });

/** Whether a flag is on the command line itself, which other users of the machine can read. */
export const isOnCommandLine = (flag: string, args: readonly string[] = process.argv): boolean =>
  args.some((arg) => arg === flag || arg.startsWith(`${flag}=`));
