import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startProgram } from '../support/program.ts';
import { runProgram } from '../support/python.ts';
import { temporaryFolder } from '../support/server.ts';

const printed = async (...args: string[]) => {
  const program = startProgram(args);
  expect([await program.ended(), program.stderr]).toEqual([0, '']);
  return program.stdout;
};

describe('completion', () => {
  it('of bash knows commands, their options, and values', async () => {
    const script = join(await temporaryFolder(), 'cosell.bash');
    await writeFile(script, await printed('completion', 'bash'));
    const complete = async (...words: string[]) => {
      const { stdout, stderr } = await runProgram('bash', [
        '-c',
        `source ${script}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _cosell; printf '%s\\n' "\${COMPREPLY[@]}"`,
        'bash',
        ...words,
      ]);
      expect(stderr).toBe('');
      return stdout.trimEnd().split('\n');
    };
    expect(await complete('cosell', 'back')).toEqual(['backup']);
    expect(await complete('cosell', 'accounts', '')).toEqual(
      expect.arrayContaining(['delete', 'list', 'put']),
    );
    expect(await complete('cosell', 'serve', '--auth', '')).toEqual(['off', 'strict']);
    expect(await complete('cosell', 'review', 'O1', '--decision', 'Action')).toEqual(['Action\\ Required']);
    expect(await complete('cosell', 'backup', 'file', '--fo')).toEqual(['--force']);
    expect(await complete('cosell', 'serve', '--port', '')).toEqual(['']);
  });

  /** What each shell offers for the last word of a line. */
  const offers: readonly (readonly [line: string, ...offered: string[]])[] = [
    ['cosell back', 'backup'],
    ['cosell accounts ', 'delete', 'list', 'put'],
    ['cosell serve --auth ', 'off', 'strict'],
    ['cosell review O1 --decision Action', 'Action Required'],
    ['cosell backup file --fo', '--force'],
    ['cosell serve --port '],
  ];

  it('of zsh offers commands, their options, values and files, in a terminal', async ({ skip }) => {
    if (!(await isThere('zsh'))) skip('There is no zsh here');
    const folder = await temporaryFolder();
    await writeFile(join(folder, '_cosell'), await printed('completion', 'zsh'));
    const complete = async (line: string) => {
      const script = join(import.meta.dirname, '../support/complete.zsh');
      const { stdout } = await runProgram('zsh', ['-f', script, folder, join(folder, 'offered'), line]);
      return stdout.split('\n').filter(Boolean);
    };
    for (const [line, ...offered] of offers)
      expect([line, ...(await complete(line))]).toEqual([line, ...offered]);
    expect(await complete(`cosell serve --config ${folder}/_co`)).toEqual(['_cosell']);
  });

  it('of fish offers commands, their options, values and files', async ({ skip }) => {
    if (!(await isThere('fish'))) skip('There is no fish here');
    const folder = await temporaryFolder();
    const script = join(folder, 'cosell.fish');
    await writeFile(script, await printed('completion', 'fish'));
    const complete = async (line: string) => {
      const command = 'source $argv[1]; complete -C $argv[2]';
      // It writes to a home.
      const env = { HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder };
      const { stdout, stderr } = await runProgram('fish', ['-c', command, script, line], { env });
      expect(stderr).toBe('');
      // With descriptions, after a tab.
      return stdout
        .split('\n')
        .filter(Boolean)
        .map((offered) => offered.split('\t')[0]);
    };
    for (const [line, ...offered] of offers)
      expect([line, ...(await complete(line))]).toEqual([line, ...offered]);
    expect(await complete(`cosell serve --config ${folder}/cosell.f`)).toEqual([script]);
  });
});

/** Null is the code of a program that cannot be started. */
const isThere = async (shell: string): Promise<boolean> =>
  (await runProgram(shell, ['-c', 'true'])).code !== null;

describe('the manual page', () => {
  it('tells every command, the exit codes and the variables, and man reads it', async () => {
    const page = await printed('man');
    for (const told of [
      'cosell dead\\-letters redrive',
      '.SH EXIT STATUS',
      'COSELL_DATABASE_URL',
      '\\-\\-audit\\-log',
    ])
      expect(page).toContain(told);
    const file = join(await temporaryFolder(), 'cosell.1');
    await writeFile(file, page);
    const { code, stdout, stderr } = await runProgram('man', ['--warnings', '-l', file], {
      env: { MANWIDTH: '80', MANPAGER: 'cat', LC_ALL: 'C.UTF-8' },
    });
    if (code === null) return;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/cosell serve\n[\s\S]*--port <number>/);
  });

  it('tells the options of all commands that call a server once, as help does', async () => {
    const page = await printed('man');
    const help = await printed('tasks', '--help');
    const options = [...help.matchAll(/^ {2}(--[^ ]+(?: <\w+>)?) {2}/gm)].map(([, flags = '']) => flags);
    expect(options).toContain('--token <token>');
    for (const flags of options) expect(page.split('\n')).toContain(`.B ${flags.replaceAll('-', '\\-')}`);
    expect(page.split('.B \\-\\-token <token>').length).toBe(2);
  });
});
