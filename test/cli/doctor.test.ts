import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { startCosell } from '../../src/index.ts';
import { newSealKey } from '../../src/kit/service/seal.ts';
import { createAuthority } from '../support/authority.ts';
import { COMMAND } from '../support/command.ts';
import { refer } from '../support/data.ts';
import { startProgram } from '../support/program.ts';
import { ALPHA, clientOf, temporaryFolder } from '../support/server.ts';

interface Report {
  worst: string;
  checks: { check: string; findings: { severity: string; says: string; todo?: string }[] }[];
}

const ONE_PORT_OF_NOBODY = '1';
const DAY_MS = 86_400_000;

const doctor = async (args: string[], env: Record<string, string> = {}) => {
  const program = startProgram(['doctor', '--json', '--port', ONE_PORT_OF_NOBODY, ...args], env);
  const code = await program.ended();
  const report = JSON.parse(program.stdout || '{"checks":[]}') as Report;
  /** The findings of one check, each as `severity: what it says`. */
  const of = (name: string): string[] =>
    report.checks
      .filter(({ check }) => check === name)
      .flatMap(({ findings }) => findings.map(({ severity, says }) => `${severity}: ${says}`));
  /** What is wrong, without what is well. */
  const wrong = report.checks.flatMap(({ findings }) => findings.filter(({ severity }) => severity !== 'ok'));
  return { code, report, of, wrong, stderr: program.stderr };
};

/** A folder with the data of a server that has ended. */
const filled = async (options: Parameters<typeof startCosell>[0] = {}): Promise<string> => {
  const data = join(await temporaryFolder(), 'data');
  const server = await startCosell({ data, logLevel: 'silent', ...options });
  await refer(clientOf(server, ALPHA));
  await server.close();
  return data;
};

let shared: string;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cosell-'));
  shared = join(folder, 'data');
  const server = await startCosell({ data: shared, logLevel: 'silent' });
  await refer(clientOf(server, ALPHA));
  await server.close();
  return () => rm(folder, { recursive: true, force: true });
});

const change = (data: string, statement: string): void => {
  const database = new DatabaseSync(join(data, 'cosell.sqlite'));
  database.exec(statement);
  database.close();
};

it('finds nothing wrong with good data, and exits with 0', async () => {
  const { code, report, wrong, of } = await doctor(['--data', shared]);
  expect([code, report.worst, wrong]).toEqual([0, 'ok', []]);
  expect(report.checks.map(({ check }) => check)).toEqual([
    'configuration',
    'server',
    'store',
    ...['certificates', 'clock', 'machine', 'permissions', 'secrets-key', 'targets', 'versions'],
  ]);
  expect(of('store')[0]).toMatch(/is open, and its schema is up to date \(\d{3}-/);
  expect(of('versions')).toHaveLength(2);
});

it('looks at the data of a server that runs, and tells of that server', async () => {
  const data = await filled();
  const server = await startCosell({ data, logLevel: 'silent', port: 0 });
  const { code, of } = await doctor(['--data', data, '--port', new URL(server.endpoint).port]);
  await server.close();
  expect([code, of('server')]).toEqual([0, [expect.stringMatching(/^ok: A server of this version answers/)]]);
});

it('looks at the server that commands are told to call, which has to be there', async () => {
  const server = await startCosell({ logLevel: 'silent' });
  onTestFinished(() => server.close());
  const there = await doctor(['--data', shared], { COSELL_ENDPOINT: `${server.endpoint}/` });
  const away = await doctor(['--data', shared], { COSELL_ENDPOINT: 'http://127.0.0.1:2' });
  const [, ...called] = [...there.of('server'), ...away.of('server').slice(1)];
  expect([there.code, away.code, called]).toEqual([
    0,
    1,
    [
      `ok: A server of this version answers at ${server.endpoint}.`,
      'warning: COSELL_ENDPOINT is http://127.0.0.1:2, where no server answers.',
    ],
  ]);
});

it('tells what answers instead of cosell', async () => {
  const other = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as { port: number };
  const { code, of } = await doctor(['--data', shared, '--port', String(port)]);
  expect([code, of('server')]).toEqual([2, [expect.stringMatching(/^error: What answers .* is not cosell/)]]);
});

it('shows for people what is wrong and what to do', async () => {
  const program = startProgram(['doctor', '--data', shared, '--port', '1'], { COSELL_PROT: '1' });
  expect(await program.ended()).toBe(1);
  expect(program.stdout).toContain(
    'Configuration\n  ! The variable COSELL_PROT has no effect: no option reads it.\n    → Remove it, or write COSELL_PORT.\n',
  );
  expect(program.stdout).toMatch(/\n\n0 errors, 1 warning\.\n$/);
});

it('refuses a wrong option as an error', async () => {
  expect((await doctor(['--prot', '1'])).code).toBe(2);
  expect((await doctor([], { COSELL_TASK_WAIT: 'x' })).code).toBe(2);
});

it.each([
  [
    'both stores',
    ['--database-url', 'postgres://127.0.0.1:1/x', '--data', 'y'],
    'warning: --data has no effect',
  ],
  ['data in memory', ['--data', 'memory'], 'warning: The data is in memory'],
  ['an open door', ['--auth', 'off', '--host', '0.0.0.0'], 'warning: Anybody who reaches 0.0.0.0'],
  ['half of TLS', ['--tls-cert', 'a.pem'], 'error: Of --tls-cert and --tls-key only one'],
  ['quotas that are not there', ['--quotas', 'custom'], 'error: --quotas custom needs'],
  ['no configuration file', ['--config', '/nowhere'], 'error: The configuration /nowhere cannot be read'],
])('tells of %s in the configuration', async (_, args, says) => {
  const { code, of } = await doctor(['--data', shared, ...args]);
  expect(of('configuration').some((finding) => finding.startsWith(says))).toBe(true);
  expect(code).toBeGreaterThan(0);
});

it('tells of a server that would check signatures and has no key, as it does not start', async () => {
  const open = ['--data', shared, '--host', '0.0.0.0'];
  const without = await doctor(open);
  expect([without.code, without.of('way-in')]).toEqual([
    2,
    [expect.stringMatching(/^error: No server starts: 0\.0\.0\.0 is reached .* no account has credentials/)],
  ]);
  const refused = startProgram(['serve', '--port', '0', ...open]);
  expect([await refused.ended(), refused.stderr]).toEqual([
    1,
    expect.stringContaining('no account has credentials'),
  ]);
  const ok = ['ok: Signatures are checked, and there is a key or a token to call with.'];
  expect((await doctor(open, { COSELL_OPERATOR_TOKEN: 'open sesame' })).of('way-in')).toEqual(ok);
  const config = join(await temporaryFolder(), 'cosell.json');
  const credentials = [{ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }];
  await writeFile(config, JSON.stringify({ accounts: [{ id: ALPHA, companyName: 'Alpha', credentials }] }));
  await chmod(config, 0o600);
  expect((await doctor([...open, '--config', config])).of('way-in')).toEqual(ok);
  // That of a server which an operator's token has opened before.
  const data = await filled({ operatorToken: 'open sesame' });
  change(
    data,
    "INSERT INTO operator_tokens (name, scope, hash, created_at, expires_at) VALUES ('ci', 'read', 'x', '2026-01-01T00:00:00.000Z', '')",
  );
  expect((await doctor(['--data', data, '--auth', 'strict'])).of('way-in')).toEqual(ok);
});

it.each([
  [
    'a newer schema',
    "INSERT INTO kysely_migration VALUES ('999-later', '')",
    'error: .* newer version .*999-later',
    2,
  ],
  [
    'a migration that is due',
    "DELETE FROM kysely_migration WHERE name > '009'",
    'warning: .* lacks \\d+ migration',
    1,
  ],
])('tells of %s', async (_, statement, says, code) => {
  const data = await filled();
  change(data, statement);
  const found = await doctor(['--data', data]);
  expect([found.code, found.of('store')]).toEqual([code, [expect.stringMatching(says)]]);
});

it('tells of a file that is no database, of none, and of a database that is away', async () => {
  const data = await temporaryFolder();
  expect((await doctor(['--data', data])).of('store')[0]).toMatch(/^ok: There is no data in /);
  await writeFile(join(data, 'cosell.sqlite'), 'a letter, which is long enough to be looked at'.repeat(100));
  const broken = await doctor(['--data', data]);
  expect([broken.code, broken.of('store')[0]]).toEqual([
    2,
    expect.stringMatching(/^error: .* cannot be opened/),
  ]);
  const away = await doctor(['--database-url', 'postgres://127.0.0.1:1/x']);
  expect([away.code, away.of('store')[0]]).toEqual([2, expect.stringMatching(/ECONNREFUSED/)]);
  expect([...away.of('secrets-key'), ...away.of('permissions')]).toEqual([]);
});

it.each([
  ['moved', { by: '3d' }, /^warning: The server’s clock is moved by 2591\d\d|2592\d\d s/],
  ['frozen', undefined, /^warning: The server’s clock is frozen at /],
])('tells of a clock that is %s', async (_, by, says) => {
  const data = join(await temporaryFolder(), 'data');
  const server = await startCosell({ data, logLevel: 'silent' });
  await (by ? server.clock.advance(by) : server.clock.freeze({}));
  await server.close();
  const { code, of } = await doctor(['--data', data]);
  expect([code, of('clock')]).toEqual([1, [expect.stringMatching(says)]]);
});

it('tells of a full disk', async () => {
  // The file system of processes has no room at all.
  const { code, of } = await doctor(['--data', '/proc/cosell']);
  expect([code, of('machine')[0]]).toEqual([2, 'error: 0.0 GB are free on the disk of /proc.']);
});

it('tells of targets that fail, and of dead letters', async () => {
  const data = await filled();
  change(
    data,
    `INSERT INTO event_subscriptions (account_id, id, position, attempts, first_attempt_at, next_attempt_at, last_error,
    passed_over, lease_owner, lease_until) VALUES ('${ALPHA}', 'rule/all/t', 0, 4, '', '', 'CONNECTION_REFUSED', 0, '', '')`,
  );
  change(
    data,
    `INSERT INTO dead_letters (id, account_id, subscription_id, event, attempts, last_error, created_at, state)
    VALUES ('1-x', '${ALPHA}', 'rule/all/t', '{}', 185, 'TIMEOUT', '2026-01-01T00:00:00.000Z', 'dead')`,
  );
  const { code, of } = await doctor(['--data', data]);
  expect([code, of('targets')]).toEqual([
    1,
    [
      `warning: The target rule/all/t of ${ALPHA} failed 4 times: CONNECTION_REFUSED.`,
      'warning: There are dead letters, the newest of 2026-01-01T00:00:00.000Z (TIMEOUT).',
    ],
  ]);
});

it('tells of files with secrets that others can read', async () => {
  const data = await filled();
  const config = join(await temporaryFolder(), 'cosell.yaml');
  await writeFile(config, '{}');
  await chmod(config, 0o644);
  await chmod(join(data, 'secrets.key'), 0o640);
  const { code, of, wrong } = await doctor(['--data', data, '--config', config]);
  expect([code, of('permissions')]).toEqual([
    1,
    [
      `warning: ${config} is for more than its owner (mode 644), and has secrets.`,
      `warning: ${join(data, 'secrets.key')} is for more than its owner (mode 640), and has secrets.`,
    ],
  ]);
  expect(wrong[0]?.todo).toBe(`chmod 600 ${config}`);
});

it('tells of a secrets key that is not here', async () => {
  const data = await filled({ secretsKeys: [newSealKey()] });
  const { code, of } = await doctor(['--data', data]);
  expect([code, of('secrets-key')]).toEqual([
    2,
    [expect.stringMatching(/key [0-9a-f]{12}, which is not here/)],
  ]);
});

it.each([
  ['expired', -2, /^error: .* has expired on /],
  ['expiring', 9.5, /^warning: .* expires in 9 days/],
  ['good', 90.5, /^ok: .* is valid until /],
])('tells of a certificate that is %s', async (_, days, says) => {
  const authority = await createAuthority();
  const validFrom = new Date(Date.now() - 5 * DAY_MS);
  const { cert, key } = await authority.issue({ validFrom, validTo: new Date(Date.now() + days * DAY_MS) });
  const folder = await temporaryFolder();
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  await writeFile(certFile, cert);
  await writeFile(keyFile, key, { mode: 0o600 });
  const found = await doctor(['--data', shared, '--tls-cert', certFile, '--tls-key', keyFile]);
  expect(found.of('certificates')).toEqual([expect.stringMatching(says)]);
  const other = await authority.issue();
  await writeFile(keyFile, other.key);
  const wrong = await doctor(['--data', shared, '--tls-cert', certFile, '--tls-key', keyFile]);
  expect([wrong.code, wrong.of('certificates')]).toEqual([2, [expect.stringMatching(/is not the key of/)]]);
});

it('tells of few descriptors', async () => {
  const command = `ulimit -n 1000; exec "${process.execPath}" "${COMMAND}" doctor --data "${shared}" --port 1`;
  const failed = await promisify(execFile)('sh', ['-c', command]).catch((error) => error);
  expect([failed.code, failed.stdout]).toEqual([
    1,
    expect.stringContaining('may have 1000 files and sockets'),
  ]);
});

it('changes nothing: not even a folder is made', async () => {
  const parent = await temporaryFolder();
  await mkdir(join(parent, 'empty'));
  await doctor(['--data', join(parent, 'none')]);
  expect(await readdir(parent)).toEqual(['empty']);
});
