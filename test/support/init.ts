import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from './server.ts';

/** Writes files into a folder of init hooks, a new one by default. Lists of actions are written as JSON. */
export const hooks = async (
  files: Readonly<Record<string, string | readonly object[]>>,
  into?: string,
): Promise<string> => {
  const folder = into ?? (await temporaryFolder());
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    // As they are mounted from a ConfigMap.
    await chmod(file, 0o644);
  }
  return folder;
};

export const referral = (account: string) => ({ action: 'refer', with: { account, catalog: 'Sandbox' } });
