import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/cli/config/read-config.ts';
import { configSchema } from '../../src/cli/config/schema.ts';
import { errorOf, temporaryFolder } from '../support/server.ts';

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

  it('may be YAML, and have users, roles, policies, and secrets elsewhere', async () => {
    process.env.TEST_SECRET_OF_CONFIG = 'from a variable';
    const folder = await temporaryFolder();
    const [secretFile, file] = [join(folder, 'secret'), join(folder, 'cosell.yaml')];
    await writeFile(secretFile, 'from a file\n');
    await writeFile(
      file,
      `# yaml-language-server: $schema=config.schema.json
accounts:
  - id: 012345678901
    companyName: A
    credentials: [{ accessKeyId: ROOT, secretAccessKey: { file: ${secretFile} } }]
users:
  - account: 012345678901
    name: connector
    accessKeys: [{ accessKeyId: ONE, secretAccessKey: { env: TEST_SECRET_OF_CONFIG } }]
    policyArns: ['arn:aws:iam::aws:policy/AWSPartnerCentralSandboxFullAccess']
roles:
  - account: 012345678901
    name: crm
    maxSessionSeconds: 7200
    trustPolicy:
      Version: '2012-10-17'
      Statement: [{ Effect: Allow, Principal: { AWS: 'arn:aws:iam::012345678901:root' }, Action: 'sts:AssumeRole' }]
policies:
  - account: 012345678901
    name: read
    document: '{"Statement":[{"Effect":"Allow","Action":"partnercentral:Get*","Resource":"*"}]}'
`,
    );
    const { accounts, users, roles, policies } = await readConfig(file);
    delete process.env.TEST_SECRET_OF_CONFIG;
    expect(accounts).toEqual([
      {
        id: '012345678901',
        companyName: 'A',
        credentials: [{ accessKeyId: 'ROOT', secretAccessKey: 'from a file' }],
      },
    ]);
    expect(users?.[0]?.accessKeys).toEqual([{ accessKeyId: 'ONE', secretAccessKey: 'from a variable' }]);
    expect(roles?.[0]).toMatchObject({ name: 'crm', maxSessionSeconds: 7200 });
    expect(policies?.[0]?.name).toBe('read');
  });

  it.each([
    ['', /it is empty/],
    ['# nothing', /it is empty/],
    ['[]', /The configuration has to be an object/],
    ['{"acounts":[]}', /line 1: acounts is unknown/],
    ['{"accounts":{}}', /accounts must be array/],
    ['{"accounts":[1]}', /accounts\[0\] must be object/],
    [account({ id: '1' }), /accounts\[0\]\.id has to be twelve digits, or aws/],
    [account({ companyName: '' }), /accounts\[0\]\.companyName must not have fewer than 1/],
    [account({ websiteUrl: 5 }), /accounts\[0\]\.websiteUrl must be string/],
    [account({ opportunityOwner: 'Ana' }), /accounts\[0\]\.opportunityOwner must be object/],
    [account({ credential: [] }), /accounts\[0\]\.credential is unknown/],
    [account({ credentials: [{ accessKeyId: 'K' }] }), /credentials\[0\]\.secretAccessKey is required/],
    [
      account({ credentials: [{ accessKeyId: 'K', secretAccessKey: '' }] }),
      /credentials\[0\]\.secretAccessKey has to be a secret; or where it is/,
    ],
    [
      account({ credentials: [{ accessKeyId: 'K', secretAccessKey: { env: 'TEST_NOT_SET' } }] }),
      /line 1: accounts\[0\]\.credentials\[0\]\.secretAccessKey: The environment variable TEST_NOT_SET/,
    ],
    [
      account({ credentials: [{ accessKeyId: 'K', secretAccessKey: { file: '/nowhere' } }] }),
      /secretAccessKey: The file \/nowhere, .* cannot be read/,
    ],
    [
      account({ credentials: [{ accessKeyId: 'K', secretAccessKey: { file: '/dev/zero' } }] }),
      /The file \/dev\/zero, .* \(it is no file\)/,
    ],
    ['a: 1\na: 2', /line 2, column 1: is not valid YAML or JSON \(duplicate key\)/],
    ['accounts: *nothing', /alias/],
    [
      'quotas: {reads: {perSecond: -1}}',
      /line 1: quotas\.reads\.perSecond has to be a number greater than 0, and up to 100000\.$/,
    ],
    [
      'quotas:\n  reads:\n    perSecond: 5\n    burst: 1.5',
      /line 4: quotas\.reads\.burst has to be a whole number/,
    ],
    [
      'quotas:\n  reads: {perDay: 0}\n  fast: {}',
      /line 2: quotas\.reads\.perDay .*\nline 3: quotas\.fast is no class/,
    ],
    ['quotas:\n  reads: {burst: 5}', /line 2: quotas\.reads\.burst needs perSecond/],
    ['quotas: fast', /line 1: quotas has to be off, aws, or an object/],
  ])('%s is rejected', async (text, message) => {
    const file = await written(text);
    await expect(readConfig(file)).rejects.toThrow(message);
    await expect(readConfig(file)).rejects.toThrow(file);
  });

  it('is rejected with every fault and its line', async () => {
    const file = await written(`accounts:
  - id: 012345678901
    companyName: A
    credentials:
      - { accessKeyId: K, secretAccessKey: tops3cret }
      - { accessKeyId: K, secretAccessKey: tops3cret }
  - id: 012345678901
    companyName: B
users:
  - account: 012345678901
    name: jane
    policies:
      - name: p
        document: { Statement: [] }
  - account: 012345678901
    name: JANE
    policyArns: ['arn:aws:iam::222222222222:policy/x']
roles:
  - account: 012345678901
    name: r
    trustPolicy: '{'
`);
    const { message } = await errorOf(readConfig(file));
    const lines = message.split('\n').slice(1);
    expect(lines.map((line) => line.replace(/( is| has).*/, ''))).toEqual([
      'line 7: accounts[1].id',
      'line 16: users[1].name',
      'line 6: accounts[0].credentials[1].accessKeyId',
      'line 14: users[0].policies[0].document',
      'line 17: users[1].policyArns[0]',
      'line 21: roles[0].trustPolicy',
    ]);
    expect(message).not.toContain('tops3cret');
  });

  it.each([
    '{"accounts":[{"credentials":[{"secretAccessKey": tops3cret}]}]}',
    '{"accounts":[{"credentials":[{"secretAccessKey": "tops3cret]}]}',
    'accounts: [{ credentials: [{ secretAccessKey: !tops3cret x, accessKeyId: @tops3cret }] }]',
    'accounts: [{ credentials: [{ secretAccessKey: [tops3cret], accessKeyId: { a: tops3cret } }] }]',
    'accounts: [{ credentials: [{ secretAccessKey: *tops3cret }] }]',
    'accounts: [{ credentials: [tops3cret] }]',
  ])('is rejected without revealing a possible secret (%#)', async (text) => {
    const error = await errorOf(readConfig(await written(text)));
    expect(error.message).toContain('is not valid');
    expect(error.message).not.toContain('tops3cret');
  });

  it('of docs/operate/principals.md is valid', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/operate/principals.md'), 'utf8');
    const [, example = ''] = /```yaml\n(.*?)```/s.exec(page) ?? [];
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'root-key'), 'secret');
    process.env.CONNECTOR_SECRET = 'secret';
    const { users, roles } = await readConfig(await written(example.replace('/run/secrets', folder)));
    delete process.env.CONNECTOR_SECRET;
    expect([users?.length, roles?.length]).toEqual([1, 1]);
  });

  it('has a published schema, which `npm run docs` writes', async () => {
    const published = await readFile(
      join(import.meta.dirname, '../../docs/reference/config.schema.json'),
      'utf8',
    );
    expect(JSON.parse(published)).toEqual(configSchema());
  });
});
