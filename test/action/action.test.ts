import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { runProgram } from '../support/python.ts';
import { temporaryFolder } from '../support/server.ts';
import { type Job, makeExecutable, readManifest, startJob } from './runner.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const ACCOUNT = '111122223333';

/** A step of a user: a program that knows of no endpoint. */
const ACCEPT = `
import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
const client = new PartnerCentralSelling({});
const { EngagementInvitationSummaries: [invitation] } =
  await client.listEngagementInvitations({ Catalog: 'Sandbox', ParticipantType: 'RECEIVER' });
const task = await client.startEngagementByAcceptingInvitationTask({
  Catalog: 'Sandbox', ClientToken: 'one', Identifier: invitation.Id,
});
console.log(task.TaskStatus);`;

/** A step whose call is refused. */
const ASK_IN_VAIN = `
import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
await new PartnerCentralSelling({}).getOpportunity({ Catalog: 'Sandbox', Identifier: 'O1234567890' });`;

const step = (job: Job, program: string) =>
  runProgram(process.execPath, ['--input-type=module', '-e', program], { cwd: ROOT, env: job.env });

const isServing = (job: Job): Promise<boolean> =>
  fetch(`${job.outputs.endpoint}/_cosell/health`).then(
    ({ ok }) => ok,
    () => false,
  );

test('installs the package, serves the steps that follow, and stops without a word more if the job succeeds', async () => {
  const folder = await temporaryFolder();
  const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: ROOT,
  });
  const [{ filename }] = JSON.parse(packed.toString()) as [{ filename: string }];
  const job = await startJob({ package: join(folder, filename), port: '0', demo: 'true' });
  const main = await job.main();
  expect([main.code, main.commands]).toEqual([0, []]);
  expect(job.env).toEqual({
    AWS_ENDPOINT_URL_PARTNERCENTRAL_SELLING: job.outputs.endpoint,
    COSELL_ENDPOINT: job.outputs.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: ACCOUNT,
    AWS_SECRET_ACCESS_KEY: 'any',
  });
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(job.outputs.version).toBe(version);

  const accepted = await step(job, ACCEPT);
  expect([accepted.stdout, accepted.stderr]).toEqual(['COMPLETE\n', '']);
  const PATH = `${job.paths[0]}:${process.env.PATH}`;
  const tasks = await runProgram('cosell', ['tasks', '--json'], { env: { ...job.env, PATH } });
  expect(JSON.parse(tasks.stdout)).toMatchObject({ tasks: [{ status: 'COMPLETE', account: ACCOUNT }] });

  const post = await job.post('success');
  expect([post.code, post.lines]).toEqual([0, ['cosell has stopped.', '']]);
  expect([await isServing(job), await job.summary()]).toEqual([false, '']);
});

test('shows why calls were refused if the job fails', async () => {
  const job = await startJob({ executable: await makeExecutable(), port: '0', demo: 'true' });
  expect((await job.main()).code).toBe(0);
  expect((await step(job, ASK_IN_VAIN)).code).toBe(1);
  const post = await job.post('failure');
  expect(post.code).toBe(0);
  expect(post.commands).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^::group::cosell: \d+ calls, 1 unsuccessful$/),
      `::group::cosell: GetOpportunity: ResourceNotFoundException (HTTP 400) for ${ACCOUNT}`,
      '::group::cosell: the newest 4 events',
      '::group::cosell: its log',
    ]),
  );
  const log = post.lines.join('\n');
  expect(log).toContain('Near miss: This account sees no opportunity at all in Sandbox.');
  expect(log).toContain('Engagement Invitation Created');
  expect(log).toContain(`cosell ready on ${job.outputs.endpoint}`);
  const summary = await job.summary();
  expect(summary).toContain(
    `<summary>GetOpportunity: ResourceNotFoundException (HTTP 400) for ${ACCOUNT}<br>`,
  );
  expect(summary).toContain('"Identifier": "O1234567890"');
  expect(await isServing(job)).toBe(false);
});

test('takes nothing that a program has sent for a command of the runner, nor for markup', async () => {
  const job = await startJob({ executable: await makeExecutable(), port: '0' });
  await job.main();
  await fetch(`${job.outputs.endpoint}/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'AWSPartnerCentralSelling.GetOpportunity',
      authorization: `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20260101/us-east-1/partnercentral-selling/aws4_request, SignedHeaders=host, Signature=00`,
    },
    body: '{\n::error::gotcha\n````\n</details>\n',
  });
  const post = await job.post('failure');
  expect(post.lines).toContain('::error::gotcha');
  expect(post.commands.join('\n')).not.toContain('gotcha');
  const [fence] = /^`{5,}text$/m.exec(await job.summary()) ?? [];
  expect(fence).toBe('`````text');
});

test('shows which events did not arrive if the job fails', async () => {
  const config = join(await temporaryFolder(), 'cosell.json');
  const nobody = `http://127.0.0.1:${await freePort()}/hook`;
  const secret = `whsec_${Buffer.alloc(24, 'x').toString('base64')}`;
  await writeFile(
    config,
    JSON.stringify({ webhooks: [{ name: 'crm', url: nobody, secret, accounts: [ACCOUNT] }] }),
  );
  const job = await startJob({ executable: await makeExecutable(), port: '0', config });
  expect((await job.main()).code).toBe(0);
  const PATH = `${job.paths[0]}:${process.env.PATH}`;
  const referred = await runProgram('cosell', ['refer', ACCOUNT], { env: { ...job.env, PATH } });
  expect(referred.code).toBe(0);
  const attempts = async (): Promise<unknown[]> => {
    const answer = await fetch(`${job.outputs.endpoint}/_cosell/deliveries`);
    return ((await answer.json()) as { deliveries: unknown[] }).deliveries;
  };
  await expect.poll(attempts, { timeout: 60_000 }).not.toEqual([]);
  const post = await job.post('failure');
  expect(post.commands).toContain('::group::cosell: deliveries that did not arrive');
  expect(post.lines.join('\n')).toContain('ECONNREFUSED');
});

test('says what to look at if a job fails that never called it', async () => {
  const job = await startJob({ executable: await makeExecutable(), port: '0' });
  await job.main();
  await job.post('failure');
  expect(await job.summary()).toContain('AWS_ENDPOINT_URL_PARTNERCENTRAL_SELLING');
});

test('fails with the words of a server that cannot start, and leaves nothing to stop', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const port = String((other.address() as AddressInfo).port);
  const job = await startJob({ executable: await makeExecutable(), port });
  const main = await job.main();
  expect(main.code).toBe(1);
  expect(main.commands.at(-1)).toMatch(
    /^::error title=cosell::cosell \S+ did not start\. It ended with exit code 1\./,
  );
  expect(main.commands.at(-1)).toContain(port);
  expect(job.env).toEqual({});
  const post = await job.post('failure');
  expect([post.code, post.commands]).toEqual([0, ['::group::cosell: its log', '::endgroup::']]);
});

test('names every input that is wrong at once', async () => {
  const job = await startJob({
    version: '1.0.0',
    executable: '/nowhere/cosell',
    port: '70000',
    auth: 'none',
    demo: 'yes',
    config: 'missing.yaml',
    wait: 'long',
    report: 'sometimes',
    options: '--quotas aws\n--auth strict\nquotas aws',
  });
  const { code, commands } = await job.main();
  expect([code, commands]).toEqual([1, [expect.any(String)]]);
  const faults = commands[0]?.replace(/^::error title=cosell::/, '').split('%0A');
  expect(faults).toEqual([
    'version and executable: give only one of them.',
    'executable: there is no file /nowhere/cosell.',
    'port: write a whole number from 0 to 65535, not 70000.',
    'auth: write off or strict, not none.',
    expect.stringMatching(/^config: there is no file \S+missing\.yaml\.$/),
    'demo: write true or false, not yes.',
    'options: --auth is an input of the action: auth.',
    'options: quotas aws is no option. Write one per line, such as --quotas aws.',
    'wait: write a whole number from 0 to 3600, not long.',
    'report: write failure or always or never, not sometimes.',
  ]);
});

test('checks signatures, keeps the operator’s token secret, and sets the time', async () => {
  const config = join(await temporaryFolder(), 'cosell.yaml');
  await writeFile(
    config,
    `accounts:\n  - id: "${ACCOUNT}"\n    companyName: Example\n    credentials:\n      - accessKeyId: AKIAIOSFODNN7EXAMPLE\n        secretAccessKey: not-a-real-secret\n`,
  );
  const job = await startJob({
    executable: await makeExecutable(),
    port: '0',
    auth: 'strict',
    config,
    clock: '2027-03-01T00:00:00Z',
    'freeze-clock': 'true',
    'all-services': 'true',
    'access-key-id': 'AKIAIOSFODNN7EXAMPLE',
    'secret-access-key': 'not-a-real-secret',
    options: '--task-wait 1\n--quotas aws',
  });
  const main = await job.main();
  const token = job.env.COSELL_OPERATOR_TOKEN ?? '';
  expect(token).toMatch(/^[0-9a-f]{48}$/);
  expect(main.commands).toEqual([`::add-mask::${token}`, '::add-mask::not-a-real-secret']);
  expect(job.env.AWS_ENDPOINT_URL_STS).toBe(job.outputs.endpoint);

  const clock = `${job.outputs.endpoint}/_cosell/clock`;
  expect((await fetch(clock)).status).toBe(401);
  const told = await fetch(clock, { headers: { authorization: `Bearer ${token}` } });
  expect(await told.json()).toMatchObject({ now: '2027-03-01T00:00:00.000Z', frozen: true });
  const listed = await step(
    job,
    `import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
     const { EngagementSummaryList } = await new PartnerCentralSelling({}).listEngagements({ Catalog: 'Sandbox' });
     console.log(EngagementSummaryList.length);`,
  );
  expect([listed.stdout, listed.stderr]).toEqual(['0\n', '']);
  const post = await job.post('cancelled');
  expect(post.commands.join()).toContain('1 call, 0 unsuccessful');
});

test('leaves the keys that a job has', async () => {
  const job = await startJob(
    { executable: await makeExecutable(), port: '0', region: 'eu-west-1' },
    { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'x', AWS_REGION: 'eu-central-1' },
  );
  const main = await job.main();
  expect(main.commands).toEqual([
    expect.stringContaining('::notice title=cosell::The job has an AWS_ACCESS_KEY_ID'),
  ]);
  expect(Object.keys(job.env).sort()).toEqual([
    'AWS_DEFAULT_REGION',
    'AWS_ENDPOINT_URL_PARTNERCENTRAL_SELLING',
    'COSELL_ENDPOINT',
  ]);
  await job.post('success');
});

test('reads every input that it declares, and declares every one that it reads', async () => {
  const { inputs, outputs } = await readManifest();
  const names = await readdir(join(ROOT, 'setup'));
  const texts = await Promise.all(
    names.filter((name) => name.endsWith('.ts')).map((name) => readFile(join(ROOT, 'setup', name), 'utf8')),
  );
  const all = texts.join('\n');
  for (const name of Object.keys(inputs)) expect(all, name).toMatch(new RegExp(`['"]${name}['"]`));
  const read = [...all.matchAll(/\b(?:readInput|isOn|fileOf|numberOf|oneOf)\('([a-z-]+)'/g)].map(
    ([, name]) => name,
  );
  expect(read.filter((name) => inputs[name ?? ''] === undefined)).toEqual([]);
  const set = [...all.matchAll(/setOutput\('([a-z-]+)'/g)].map(([, name]) => name);
  expect(set.sort()).toEqual(Object.keys(outputs).sort());
});
