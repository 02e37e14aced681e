import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/cli/config.ts';
import { temporaryFolder } from '../support/server.ts';

const written = async (text: string): Promise<string> => {
  const file = join(await temporaryFolder(), 'cosell.json');
  await writeFile(file, text);
  return file;
};

const account = (changes: object) =>
  JSON.stringify({ accounts: [{ id: '111111111111', companyName: 'A', ...changes }] });

describe('a configuration', () => {
  it('names accounts and their keys', async () => {
    const accounts = [
      {
        id: '111111111111',
        companyName: 'A',
        websiteUrl: 'https://a.example',
        opportunityOwner: { email: 'ana@a.example', firstName: 'Ana', lastName: 'Lopez' },
        credentials: [{ accessKeyId: 'K', secretAccessKey: 'S' }],
      },
      { id: 'AWS', companyName: 'Amazon', credentials: [] },
    ];
    expect(await readConfig(await written(JSON.stringify({ accounts })))).toEqual({ accounts });
    expect(await readConfig(await written('{}'))).toEqual({ accounts: [] });
  });

  it.each([
    ['', /has to be JSON/],
    ['[]', /has to be a JSON object/],
    ['{"acounts":[]}', /a member acounts that cosell does not know/],
    ['{"accounts":{}}', /accounts has to be a list/],
    ['{"accounts":[1]}', /accounts\[0\] has to be an object/],
    [account({ id: '1' }), /accounts\[0\]\.id has to be 12 digits, or aws/],
    [account({ companyName: '' }), /accounts\[0\]\.companyName has to be a text/],
    [account({ websiteUrl: 5 }), /accounts\[0\]\.websiteUrl has to be a text/],
    [account({ opportunityOwner: 'Ana' }), /accounts\[0\]\.opportunityOwner has to have an email/],
    [
      account({ opportunityOwner: { email: 'a@a.example', firstName: 'Ana', lastName: '' } }),
      /accounts\[0\]\.opportunityOwner has to have an email/,
    ],
    [account({ credential: [] }), /accounts\[0\] has a member credential/],
    [account({ credentials: {} }), /accounts\[0\]\.credentials has to be a list/],
    [account({ credentials: [{ accessKeyId: 'K' }] }), /accounts\[0\]\.credentials\[0\] has to have/],
    [
      account({ credentials: [{ accessKeyId: 'K', secretAccessKey: '' }] }),
      /accounts\[0\]\.credentials\[0\] has to have/,
    ],
  ])('%s is rejected', async (text, message) => {
    const file = await written(text);
    await expect(readConfig(file)).rejects.toThrow(message);
    await expect(readConfig(file)).rejects.toThrow(file);
  });

  it('is rejected without revealing a possible secret', async () => {
    const file = await written('{"accounts":[{"credentials":[{"secretAccessKey": tops3cret}]}]}');
    const error = await readConfig(file).catch((thrown: Error) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).not.toContain('tops3cret');
  });
});
