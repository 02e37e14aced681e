import { EventBridgeClient, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { beforeAll, expect, test } from 'vitest';
import type { Cosell } from '../../../src/index.ts';
import { customerOf, opportunity } from '../../support/data.ts';
import { runProgram } from '../../support/python.ts';
import { ALPHA, clientOf, errorOf, startServer } from '../../support/server.ts';
import { startStrictServer } from '../../support/strict.ts';

type Language = 'cli' | 'boto3' | 'javascript' | 'curl';

/** What ends a literal or a word somewhere, and what a shell or a language would do with the rest. */
const NASTY = `O'Neil & "Söhne" $(echo x) \`echo y\` $\{HOME} $HOME \\ \\n %s !! # {x} \u2028 🛒\nsecond line\t--option \\u0041 */ """ '''`;

/** Whether this machine has the programs of a language. */
const has: Record<Language, boolean> = { cli: false, boto3: false, javascript: true, curl: false };

beforeAll(async () => {
  const ends = async (command: string, ...args: string[]) => (await runProgram(command, args)).code === 0;
  has.curl = await ends('curl', '--aws-sigv4', 'aws:amz', '--version');
  // Prints a template without a call.
  has.cli = await ends(
    'aws',
    ...'partnercentral-selling list-opportunities --generate-cli-skeleton'.split(' '),
  );
  has.boto3 = await ends(
    'python3',
    '-c',
    'import boto3; boto3.client("partnercentral-selling", region_name="us-east-1")',
  );
});

/** Runs the code of a call as a user would: pasted into a shell, or as a file. */
const run = (language: Language, code: string, env: Record<string, string> = {}) => {
  const options = { env: { AWS_EC2_METADATA_DISABLED: 'true', AWS_PAGER: '', ...env } };
  if (language === 'boto3') return runProgram('python3', ['-c', code], options);
  if (language === 'javascript')
    return runProgram(process.execPath, ['--input-type=module', '-e', code], options);
  return runProgram('bash', ['-c', code], options);
};

const newest = async (server: Cosell, as?: Language) => {
  const [entry] = (await server.requests.list({ limit: 1 })).requests;
  return server.requests.get({ id: entry?.id ?? '', ...(as && { as }) });
};

/** Repeats the newest call by its code, and expects that the server gets the same request from the same account. */
const expectRepeated = async (server: Cosell, language: Language, env?: Record<string, string>) => {
  const before = await newest(server, language);
  const outcome = await run(language, before.code ?? '', env);
  const after = await newest(server);
  expect(after.id, `${language} reached the server\n${before.code}\n${outcome.stderr}`).not.toBe(before.id);
  expect({ ...after, code: undefined }, `${language}\n${before.code}\n${outcome.stderr}`).toMatchObject({
    operation: before.operation,
    account: before.account,
    status: before.status,
  });
  expect(after.request?.body.json).toEqual(before.request?.body.json);
  return after;
};

for (const language of ['cli', 'boto3', 'javascript', 'curl'] as const) {
  test(`code for ${language} repeats the call, whatever its texts contain`, async ({ skip }) => {
    skip(!has[language], `this machine does not have what runs ${language}`);
    const server = await startServer();
    const alpha = clientOf(server, ALPHA);
    await alpha.createOpportunity(
      opportunity({
        Customer: customerOf({ CompanyName: NASTY.slice(0, 120) }),
        PartnerOpportunityIdentifier: "it's",
      }),
    );
    await expectRepeated(server, language);
    // Texts that the AWS CLI would take for an option or for a file to read.
    for (const Title of ['--title', 'file:///etc/passwd']) {
      await alpha.createEngagement({
        Catalog: 'AWS',
        ClientToken: Title.slice(-5),
        Title,
        Description: NASTY,
      });
      await expectRepeated(server, language);
    }
    await alpha.listOpportunities({
      Catalog: 'AWS',
      MaxResults: 5,
      LifeCycleStage: ['Prospect', 'Qualified'],
    });
    await expectRepeated(server, language);
  });

  test(`code for ${language} repeats calls of EventBridge and STS`, async ({ skip }) => {
    skip(!has[language], `this machine does not have what runs ${language}`);
    const server = await startServer();
    const options = {
      endpoint: server.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: ALPHA, secretAccessKey: 'secret' },
      maxAttempts: 1,
    };
    const HttpParameters = { HeaderParameters: { 'X-Name': NASTY.replace(/[\n\u2028\t]/g, '') } };
    const Targets = [{ Id: 'one', Arn: `arn:aws:sqs:us-east-1:${ALPHA}:queue`, HttpParameters }];
    await errorOf(new EventBridgeClient(options).send(new PutTargetsCommand({ Rule: 'none', Targets })));
    await expectRepeated(server, language);
    const RoleArn = `arn:aws:iam::${ALPHA}:role/connector`;
    await new STSClient(options)
      .send(
        new AssumeRoleCommand({
          RoleArn,
          RoleSessionName: 'x=y,z',
          DurationSeconds: 900,
          PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/a b&c=d' }],
        }),
      )
      .catch(() => {});
    const before = await newest(server, language);
    await run(language, before.code ?? '');
    const after = await newest(server);
    expect(after.id).not.toBe(before.id);
    const form = (text = '') => Object.fromEntries(new URLSearchParams(text));
    expect(form(after.request?.body.text)).toEqual(form(before.request?.body.text));
  });

  test(`code for ${language} with signatures has no credentials, and takes the usual ones`, async ({
    skip,
  }) => {
    skip(!has[language], `this machine does not have what runs ${language}`);
    const server = await startStrictServer({ journalBodies: true });
    await clientOf(server, ALPHA).listOpportunities({ Catalog: 'AWS' });
    const { code } = await newest(server, language);
    expect(code).not.toContain(ALPHA);
    const env = { AWS_ACCESS_KEY_ID: ALPHA, AWS_SECRET_ACCESS_KEY: 'secret' };
    expect(await expectRepeated(server, language, env)).toMatchObject({ outcome: 'ok', account: ALPHA });
  });
}

test('a call without a known operation or body is no code, and says why', async () => {
  const server = await startServer();
  const post = (target: string, body: string) =>
    fetch(server.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': `AWSPartnerCentralSelling.${target}` },
      body,
    });
  await post('Nothing', '{}');
  await expect(newest(server, 'curl')).rejects.toThrow('names no operation');
  await post('GetOpportunity', '{"Catalog":');
  await expect(newest(server, 'curl')).rejects.toThrow('not known as JSON');
});
