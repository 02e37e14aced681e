import { readFile, rename, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { type FileCalls, type LineFileOptions, openLineFile } from '../../../src/kit/flow/line-file.ts';
import { temporaryFolder } from '../../support/server.ts';

const options = (change: Partial<LineFileOptions> = {}): LineFileOptions => ({
  file: 'log',
  limitBytes: 1_000_000,
  describeLoss: (lines) => `lost ${lines}`,
  onFailure: () => {},
  retryMs: 1,
  ...change,
});

const SECOND = 1_000;

describe('on a real disk', () => {
  test('appends lines in order, to what is there, for its owner alone', async () => {
    const file = join(await temporaryFolder(), 'log');
    for (const words of [['a', 'b'], ['c']]) {
      const log = await openLineFile(options({ file }));
      for (const word of words) log.append(word);
      await log.close(60 * SECOND);
    }
    expect(await readFile(file, 'utf8')).toBe('a\nb\nc\n');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('loses nothing if it is renamed and reopened, or copied and truncated', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'log');
    const log = await openLineFile(options({ file }));
    log.append('one');
    await vi.waitFor(async () => expect(await readFile(file, 'utf8')).toBe('one\n'));
    await rename(file, join(folder, 'log.1'));
    log.append('two');
    await vi.waitFor(async () => expect(await readFile(join(folder, 'log.1'), 'utf8')).toBe('one\ntwo\n'));
    log.reopen();
    log.append('three');
    await vi.waitFor(async () => expect(await readFile(file, 'utf8')).toBe('three\n'));
    await truncate(file);
    log.append('four');
    await log.close(60 * SECOND);
    expect(await readFile(file, 'utf8')).toBe('four\n');
    expect(await readFile(join(folder, 'log.1'), 'utf8')).toBe('one\ntwo\n');
  });

  test('two writers of one file never mix their lines', async () => {
    const file = join(await temporaryFolder(), 'log');
    const logs = await Promise.all(['a', 'b'].map(() => openLineFile(options({ file }))));
    for (let index = 0; index < 2_000; index++) {
      for (const [writer, log] of logs.entries()) log.append(`${writer} ${index} ${'x'.repeat(index % 300)}`);
      if (index % 100 === 0) await new Promise(setImmediate);
    }
    await Promise.all(logs.map((log) => log.close(60 * SECOND)));
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(4_000);
    for (const line of lines) expect(line).toMatch(/^[01] \d+ x*$/);
  });

  test('refuses a folder that is not there', async () => {
    const file = join(await temporaryFolder(), 'no', 'log');
    await expect(openLineFile(options({ file }))).rejects.toThrow('ENOENT');
  });

  test('says that a full disk takes nothing, and closes in time', async () => {
    const onFailure = vi.fn();
    const log = await openLineFile(options({ file: '/dev/full', onFailure }));
    log.append('one');
    await vi.waitFor(() => expect(log.isWritten()).toBe(false));
    await log.close(10);
    expect(onFailure).toHaveBeenCalledOnce();
    expect(onFailure.mock.calls[0]?.[0].code).toBe('ENOSPC');
  });
});

/** A disk in memory whose writes the test lets succeed, fail, or take a part. */
const disk = () => {
  const state = { content: '', outcome: (bytes: number): number | Error => bytes, opened: 0 };
  const calls: FileCalls = {
    open: async () => ++state.opened,
    close: async () => {},
    write: async (_descriptor, bytes) => {
      await new Promise(setImmediate);
      const outcome = state.outcome(bytes.length);
      if (outcome instanceof Error) throw outcome;
      state.content += bytes.subarray(0, outcome).toString();
      return outcome;
    },
  };
  return { state, calls };
};

const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });

describe('on a disk that fails', () => {
  test('keeps lines while it is full, counts those for which there is no space, and tells of them in their place', async () => {
    const { state, calls } = disk();
    state.outcome = () => full;
    const onFailure = vi.fn();
    const log = await openLineFile(options({ calls, limitBytes: 20, onFailure }));
    for (const line of ['one', 'two', 'three', 'four', 'five', 'six']) log.append(line);
    await vi.waitFor(() => expect(onFailure).toHaveBeenCalled());
    expect(log.isWritten()).toBe(false);
    state.outcome = (bytes) => bytes;
    await vi.waitFor(() => expect(log.isWritten()).toBe(true));
    log.append('seven');
    await log.close(60 * SECOND);
    expect(state.content).toBe('one\ntwo\nthree\nfour\nlost 2\nseven\n');
    expect(onFailure).toHaveBeenCalledOnce();
  });

  test('writes every line whole, whatever the disk takes at a time, and tells of each lost one', async () => {
    const script = fc.array(fc.oneof(fc.constant('fails'), fc.nat(30)), { maxLength: 30 });
    const lines = fc.array(fc.stringMatching(/^[a-z]{0,12}$/), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(script, lines, fc.nat(3), async (outcomes, words, pause) => {
        const { state, calls } = disk();
        const rest = [...outcomes];
        state.outcome = (bytes) => {
          const next = rest.shift() ?? bytes;
          return typeof next === 'number' ? Math.min(next, bytes) : full;
        };
        const log = await openLineFile(options({ calls, limitBytes: 64, retryMs: 0 }));
        for (const [index, word] of words.entries()) {
          log.append(`${index}:${word}`);
          if (pause > 0 && index % pause === 0) await new Promise(setImmediate);
        }
        await log.close(60 * SECOND);
        const written = state.content.split('\n').slice(0, -1);
        let next = 0;
        for (const line of written) {
          const [, lost] = /^lost (\d+)$/.exec(line) ?? [];
          if (lost === undefined) expect(line).toBe(`${next}:${words[next++]}`);
          else next += Number(lost);
        }
        expect(next).toBe(words.length);
      }),
      { numRuns: 300 },
    );
  });

  test('opens its file again until it can', async () => {
    const { state, calls } = disk();
    let attempts = 0;
    const open = async () => {
      attempts++;
      if (attempts === 2 || attempts === 3) throw full;
      return attempts;
    };
    const log = await openLineFile(options({ calls: { ...calls, open } }));
    log.reopen();
    log.append('one');
    await log.close(60 * SECOND);
    expect([attempts, state.content]).toEqual([4, 'one\n']);
  });

  test('waits for a slow pipe without calling it a failure', async () => {
    const { state, calls } = disk();
    const busy = Object.assign(new Error('EAGAIN'), { code: 'EAGAIN' });
    let times = 3;
    state.outcome = (bytes) => (times-- > 0 ? busy : bytes);
    const onFailure = vi.fn();
    const log = await openLineFile(options({ file: 1, calls, onFailure }));
    log.append('one');
    await log.close(60 * SECOND);
    expect([state.content, state.opened]).toEqual(['one\n', 0]);
    expect(onFailure).not.toHaveBeenCalled();
  });
});
