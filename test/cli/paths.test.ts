import { execFileSync } from 'node:child_process';
import { chmod, mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/server.ts';

/** Waits until a command fails by itself, and returns its message. */
const failure = async (args: string[], uid?: number): Promise<string> => {
  const program = startProgram(args, {}, uid === undefined ? {} : { uid, gid: uid });
  expect(await program.ended()).toBe(1);
  expect(program.stdout).toBe('');
  return program.stderr;
};

const serve = (...args: string[]): string[] => ['serve', '--port', '0', ...args];

/** `root` may write anywhere, so its tests run as another user. */
const nobody = process.getuid?.() === 0 ? 65_534 : undefined;

describe('a data folder that cannot be used is refused at once, with what to do', () => {
  it.each([
    ['in a file system that makes no folders', '/proc/x', 'cannot be created'],
    ['deep in one', '/proc/x/y/z', 'cannot be created'],
    ['in a file system that makes no files', '/proc', 'cannot be written'],
    ['in a device', '/dev/null/x', 'is not a folder'],
    ['that is a device', '/dev/null', 'is not a folder'],
    ['with a name that is too long', `/tmp/${'x'.repeat(300)}`, 'name is too long'],
  ])('%s', async (_what, folder, why) => {
    const message = await failure(serve('--data', folder));
    expect(message).toMatch(/^cosell: The data folder .*\n$/);
    expect(message).toContain(why);
    expect(message).toContain('Choose another folder with --data');
  });

  it('that is a file, or is in one', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    for (const folder of [file, join(file, 'data')]) {
      expect(await failure(serve('--data', folder))).toContain(
        `The data folder ${folder} cannot be created: ${file} is not a folder.`,
      );
    }
  });

  it('that is a link to nothing', async () => {
    const link = join(await temporaryFolder(), 'link');
    await symlink(join(link, '..', 'nowhere'), link);
    expect(await failure(serve('--data', link))).toContain('is not a folder');
  });

  it('that the user may not write, or create', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'data'));
    await chmod(join(folder, 'data'), 0o555);
    await chmod(folder, 0o555);
    const readOnly = await failure(serve('--data', join(folder, 'data')), nobody);
    expect(readOnly).toContain('cannot be written: this user may not');
    const missing = await failure(serve('--data', join(folder, 'other')), nobody);
    expect(missing).toContain('cannot be created: this user may not');
    await chmod(folder, 0o755);
  });

  it('whose database is no database', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'cosell.sqlite'), 'no database'.repeat(1000));
    expect(await failure(serve('--data', folder))).toContain('cosell.sqlite is not a database');
  });

  it.each(['migrate', 'move'])('by %s too', async (command) => {
    const args = command === 'migrate' ? ['--data', '/proc/x'] : ['--from', '/proc/x', '--to', '/proc/y'];
    expect(await failure([command, ...args])).toMatch(/\/proc\/x/);
  });
});

describe.each(['--config', '--seed'])('a file of %s that cannot be read is refused at once', (option) => {
  const refusal = (file: string): Promise<string> => failure(serve('--data', 'memory', option, file));

  it.each([
    ['is a folder', '/tmp', 'it is a folder'],
    ['does not exist', '/tmp/no/such/file', 'there is no such file'],
    ['does not end', '/dev/zero', 'it is longer than'],
    ['is empty', '/dev/null', /it is empty|it has to be JSON/],
  ])('if it %s', async (_what, file, why) => {
    expect(await refusal(file)).toMatch(why);
  });

  it('if it is a pipe that nothing writes to', async () => {
    const pipe = join(await temporaryFolder(), 'pipe');
    execFileSync('sh', ['-c', 'mkfifo "$0"', pipe]);
    expect(await refusal(pipe)).toContain('nothing was written to the pipe');
  });

  it('if it is huge, without reading it', async () => {
    const file = join(await temporaryFolder(), 'huge');
    await writeFile(file, '');
    await truncate(file, 2 ** 40);
    expect(await refusal(file)).toContain('it is longer than');
  });

  it('but a pipe that is written to is read', async () => {
    const pipe = join(await temporaryFolder(), 'pipe');
    execFileSync('sh', ['-c', 'mkfifo "$0"', pipe]);
    const program = startProgram(serve('--data', 'memory', option, pipe));
    await writeFile(pipe, option === '--seed' ? '[]' : '{}');
    await program.ready();
  });
});

it.each([
  [
    '--tls-cert',
    serve('--tls-cert', '/no/cert.pem', '--tls-key', '/no/key.pem'),
    '/no/cert.pem cannot be read: there is no such file',
  ],
  [
    '--audit-log',
    serve('--data', 'memory', '--audit-log', '/no/audit.log'),
    'cannot be opened: its folder does not exist',
  ],
  ['--init', serve('--data', 'memory', '--init', '/no/init'), 'cannot be read: there is no such folder'],
  ['import', ['import', '/no/state.json'], 'The state /no/state.json cannot be read: there is no such file'],
])(
  'a path of %s that does not exist is told without the words of the operating system',
  async (_of, args, why) => {
    const said = await failure(args);
    expect(said).toContain(why);
    expect(said).not.toMatch(/\bE[A-Z]{4,}\b/);
  },
);
