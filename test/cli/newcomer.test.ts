import { existsSync } from 'node:fs';
import { chmod, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it, onTestFinished } from 'vitest';
import { explained } from '../../src/cli/explain-error.ts';
import { addServerCommands } from '../../src/cli/operator/index.ts';
import { flatten, outline } from '../../src/cli/outline.ts';
import { loadActions } from '../../src/operator/index.ts';
import { COMMAND } from '../support/command.ts';
import { opportunity } from '../support/data.ts';
import { startProgram } from '../support/program.ts';
import { runProgram } from '../support/python.ts';
import { ALPHA, clientOf, startServer, temporaryFolder } from '../support/server.ts';

const run = async (args: string[], env: Record<string, string> = {}) => {
  const program = startProgram(args, env);
  return { code: await program.ended(), stdout: program.stdout, stderr: program.stderr };
};

/** Whom the demo is about. */
const PARTNER = '111122223333';

describe('cosell alone', () => {
  it('says how to begin, starts nothing and leaves no folder', async () => {
    const cwd = await temporaryFolder();
    const { code, stdout } = await runProgram(process.execPath, [COMMAND], {
      cwd,
      env: { COSELL_PORT: '0' },
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/cosell demo .*\n.*cosell serve --demo/);
    expect(await readdir(cwd)).toEqual([]);
  });

  it('fits a terminal of 80 columns, like help and the demo', async () => {
    for (const args of [[], ['--help'], ['help', 'exit-codes'], ['demo']]) {
      const { code, stdout } = await run(args);
      expect(code).toBe(0);
      for (const line of stdout.split('\n').filter((text) => !/^[❯✔]/.test(text))) {
        expect(line.length).toBeLessThanOrEqual(80);
      }
    }
  });

  it.each([
    ['accountz', 'accounts'],
    ['srve', 'serve'],
    ['doctro', 'doctor'],
  ])('means a command that is written alike: %s, %s', async (given, meant) => {
    expect(await run([given])).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: unknown command '${given}'. Did you mean cosell ${meant}? All commands: cosell --help\n`,
    });
  });
});

describe('cosell serve --demo', () => {
  it('tells account, catalog, endpoint, exports and the console', async () => {
    const program = startProgram(['serve', '--demo', '--port', '0', '--data', 'memory']);
    const endpoint = await program.ready();
    await expect.poll(() => program.stdout).toContain('Ctrl-C');
    for (const told of [
      `Account   ${PARTNER}`,
      'Catalog   Sandbox',
      `Endpoint  ${endpoint}`,
      `Console   ${endpoint}/${PARTNER}/Sandbox/invitations`,
      `export AWS_ENDPOINT_URL=${endpoint}`,
      // boto3 and the first AWS CLI read the second alone.
      'export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1',
      `export AWS_ACCESS_KEY_ID=${PARTNER} AWS_SECRET_ACCESS_KEY=any`,
    ])
      expect(program.stdout).toContain(told);
  });
});

it.each([
  ['npx', { npm_command: 'exec' }, 'npx cosell'],
  ['npm start', { npm_command: 'run-script' }, 'npx cosell'],
  ['a shell', { npm_command: undefined }, 'cosell'],
])('what %s has started names commands as they can be typed', async (_how, env, name) => {
  const told = await Promise.all([[], ['demo']].map((args) => run(args, env as Record<string, string>)));
  for (const { stdout } of told) {
    const commands = stdout.match(/^ {2}(?:npx )?cosell(?= )/gm) ?? [];
    expect(commands.length).toBeGreaterThan(1);
    expect(new Set(commands)).toEqual(new Set([`  ${name}`]));
  }
});

describe('a command', () => {
  it('finds the catalog by the id of an opportunity, and says in its help what is required', async () => {
    const server = await startServer();
    const client = clientOf(server, ALPHA);
    const { Id = '' } = await client.createOpportunity(opportunity({ Catalog: 'AWS' }));
    const env = { COSELL_ENDPOINT: server.endpoint };
    const side = ['aws-side', 'update', Id, '--account', ALPHA, '--LifeCycle', '{"NextSteps":"Call."}'];
    const refused = await run(['review', Id, '--account', ALPHA, '--decision', 'Approved'], env);
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringMatching(/^cosell: An opportunity that is Pending Submission/),
    ]);
    expect((await run(side, env)).stderr).not.toMatch(/catalog/i);
    const missing = await run(['review', 'O1', '--account', ALPHA, '--decision', 'Approved'], env);
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('O1')]);
    expect(missing.stderr).not.toMatch(/Exception/);
    const { stdout } = await run(['review', '--help']);
    expect(stdout).toMatch(/--account .*\(required\)/);
    expect(stdout).not.toMatch(/--catalog[^-]*required/);
  });

  it('reads its faults in plain words, without regular expressions', async () => {
    const env = { COSELL_ENDPOINT: (await startServer()).endpoint };
    const { stderr } = await run(['accounts', 'put', '12', '--company-name', 'A'], env);
    expect(stderr).toBe('cosell: id has the wrong form. It is: Twelve digits, or aws.\n');
  });

  it('prints JSON on request, except where there is nothing to tell or it is JSON already', async () => {
    const program = new Command('cosell');
    await addServerCommands(program, 'help');
    const { backupCommand, restoreCommand } = await import('../../src/cli/backup.ts');
    const { configCommand } = await import('../../src/cli/config-command.ts');
    const { migrateCommand } = await import('../../src/cli/migrate.ts');
    const { moveCommand } = await import('../../src/cli/move.ts');
    for (const command of [
      backupCommand(),
      restoreCommand(),
      configCommand(),
      migrateCommand(),
      moveCommand(),
    ])
      program.addCommand(command);
    const without = flatten(outline(program))
      .filter(
        ({ commands, options }) => commands.length === 0 && !options.some(({ long }) => long === '--json'),
      )
      .map(({ words }) => words.join(' '));
    expect(without.sort()).toEqual(['config schema', 'export', 'keys new-secrets-key']);
  });

  it('makes JSON of a backup and of what is restored', async () => {
    const folder = await temporaryFolder();
    const migrated = await run(['migrate', '--data', join(folder, 'one'), '--json']);
    expect(JSON.parse(migrated.stdout).applied.length).toBeGreaterThan(0);
    const made = await run(['backup', join(folder, 'b'), '--data', join(folder, 'one'), '--json']);
    expect(JSON.parse(made.stdout)).toMatchObject({ file: join(folder, 'b'), rows: 0 });
    const back = await run(['restore', join(folder, 'b'), '--data', join(folder, 'two'), '--json']);
    expect(JSON.parse(back.stdout)).toMatchObject({ rows: 0, tasks: 0, invitations: 0 });
  });
});

describe('every pattern that an operator meets', () => {
  it('has a description, which is what its fault says', async () => {
    const bare: string[] = [];
    const visit = (schema: unknown, path: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      if ('pattern' in schema && typeof schema.pattern === 'string' && !('description' in schema))
        bare.push(path);
      for (const [name, part] of Object.entries(schema)) visit(part, `${path}.${name}`);
    };
    for (const { name, takes } of (await loadActions()).values()) visit(takes, name);
    expect(bare.filter((path) => !path.startsWith('state.import'))).toEqual([]);
  });
});

describe('what cannot be used is told with its place and what to do:', () => {
  it('a database URL of another scheme, or of none', async () => {
    const mysql = await run(['serve', '--database-url', 'mysql://u:secret@db/x', '--port', '0']);
    expect([mysql.code, mysql.stderr]).toEqual([
      1,
      expect.stringMatching(/begins with mysql:\/\/.*postgres:\/\//),
    ]);
    expect(mysql.stderr).not.toContain('secret');
    for (const args of [['migrate'], ['doctor'], ['backup', 'b']]) {
      const { code, stderr } = await run([...args, '--database-url', 'localhost/x']);
      expect([code === 0, stderr]).toEqual([false, expect.stringMatching(/has no scheme.*postgres:\/\//)]);
    }
  });

  it('a database host that does not exist, and one where nothing listens', async () => {
    const away = await run(['serve', '--port', '0', '--database-url', 'postgres://u@nowhere.invalid/x']);
    expect([away.code, away.stderr]).toEqual([1, expect.stringMatching(/^cosell: .*nowhere\.invalid/)]);
    expect(away.stderr).not.toMatch(/127\.0\.0\.1 is no address|--host/);
    const closed = await run(['serve', '--port', '0', '--database-url', 'postgres://u@127.0.0.1:9/x']);
    expect(closed.stderr).toMatch(/Nothing listens at 127\.0\.0\.1:9.*--database-url/);
  });

  it('a host and a port of its own', async () => {
    const { stderr } = await run([
      'serve',
      '--data',
      'memory',
      '--port',
      '0',
      '--host',
      'nowhere.invalid',
      '--auth',
      'off',
    ]);
    expect(stderr).toMatch(/nowhere\.invalid is no address of this machine.*--host/);
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await expect.poll(() => taken.listening).toBe(true);
    const { port } = taken.address() as { port: number };
    expect((await run(['serve', '--data', 'memory', '--port', String(port)])).stderr).toMatch(
      new RegExp(`Port ${port} of 127\\.0\\.0\\.1 is taken`),
    );
  });

  it('a file that is no database, and a folder that nobody may write', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'cosell.sqlite'), 'x'.repeat(8192));
    expect((await run(['serve', '--port', '0', '--data', folder])).stderr).toMatch(
      /cosell\.sqlite is not a database.*--data/,
    );
    const backup = await run(['backup', '/proc/none/b', '--data', folder]);
    expect([backup.code, backup.stderr]).toEqual([1, expect.stringMatching(/\/proc\/none/)]);
    if (process.getuid?.() === 0) return;
    await chmod(folder, 0o500);
    expect((await run(['serve', '--port', '0', '--data', join(folder, 'new')])).stderr).toMatch(
      /this user may not/,
    );
    expect(existsSync(join(folder, 'new'))).toBe(false);
  });

  it.each([
    [{ code: 'ENOSPC', path: '/a/b' }, /disk of \/a\/b is full.*another disk/],
    [{ code: 'EACCES', path: '/a/b' }, /\/a\/b may not be read or written.*access rights/],
    [{ code: 'EROFS', path: '/a' }, /read-only/],
    [{ code: 'ERR_SQLITE_ERROR', errcode: 11, message: 'malformed' }, /damaged.*restore/],
    [{ code: 'ERR_SQLITE_ERROR', errcode: 261, message: 'locked' }, /Another program holds the database/],
    [{ code: 'ERR_SQLITE_ERROR', errcode: 14, message: 'x' }, /cannot be opened.*folder exists/],
    [{ code: '28P01', severity: 'FATAL', message: 'no such password' }, /no such password.*PGPASSWORD/],
    [{ code: '3D000', severity: 'FATAL', message: 'no such database' }, /createdb/],
    [new Error('as it is'), /^as it is$/],
  ])('%o', (error, said) => expect(explained(error)).toMatch(said));
});
