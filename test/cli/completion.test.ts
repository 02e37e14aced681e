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

  it.each(['zsh', 'fish'])('of %s is read by it, where it is', async (shell) => {
    const script = join(await temporaryFolder(), `cosell.${shell}`);
    const text = await printed('completion', shell);
    expect(text).toContain('dead-letters');
    await writeFile(script, text);
    const { code, stderr } = await runProgram(shell, ['-n', script]);
    // Null: there is no such shell here.
    if (code !== null) expect([code, stderr]).toEqual([0, '']);
  });
});

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
});
