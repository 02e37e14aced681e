import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCassette } from '../../src/cassettes/cassette.ts';
import { opportunity } from '../support/data.ts';
import { type Program, startProgram } from '../support/program.ts';
import { ALPHA, clientOf, errorOf, startServer, temporaryFolder } from '../support/server.ts';

const stop = async (program: Program) => {
  program.child.kill('SIGTERM');
  return program.ended();
};

/** Keys that are on no machine by chance. */
const WITHOUT_KEYS = {
  ...{ AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_EC2_METADATA_DISABLED: 'true', AWS_PROFILE: '' },
  ...{ AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' },
};

describe('cosell record and replay', () => {
  it('record a program and play it back', async () => {
    const server = await startServer();
    const file = join(await temporaryFolder(), 'calls.jsonl');
    const recorder = startProgram(['record', file, '--upstream', server.endpoint, '--port', '0']);
    const before = clientOf({ endpoint: await recorder.ready() }, ALPHA);
    const { Id = '' } = await before.createOpportunity(opportunity());
    await before.getOpportunity({ Catalog: 'Sandbox', Identifier: Id });
    expect(await stop(recorder)).toBe(0);
    expect(recorder.stdout).toContain(`Calls are passed on to ${server.endpoint} and written to ${file}.`);
    expect(recorder.stdout).toContain(`2 calls in ${file}.`);
    expect(recorder.stderr).toBe('CreateOpportunity 200\nGetOpportunity 200\n');

    const replay = startProgram(['replay', file, '--port', '0', '--json']);
    const again = clientOf({ endpoint: await replay.ready() }, ALPHA);
    await again.createOpportunity(opportunity());
    expect((await errorOf(again.listSolutions({ Catalog: 'Sandbox' }))).name).toBe(
      'NoRecordedAnswerException',
    );
    expect(await stop(replay)).toBe(2);
    expect(JSON.parse(replay.stdout.slice(replay.stdout.indexOf('{')))).toEqual({
      calls: 2,
      unused: [{ call: 2, operation: 'GetOpportunity' }],
      unmatched: ['The cassette has no ListSolutions of this caller.'],
    });
  });

  it('keep what was answered if the recorder is killed', async () => {
    const server = await startServer();
    const file = join(await temporaryFolder(), 'calls.jsonl');
    const recorder = startProgram(['record', file, '--upstream', server.endpoint, '--port', '0']);
    const client = clientOf({ endpoint: await recorder.ready() }, ALPHA);
    const calls = Array.from({ length: 30 }, () => client.createOpportunity(opportunity()));
    const settled = Promise.allSettled(calls);
    await calls[0];
    recorder.child.kill('SIGKILL');
    await recorder.ended();
    const answered = (await settled).filter(({ status }) => status === 'fulfilled').length;
    const { calls: recorded } = await readCassette(file);
    expect(recorded.length).toBeGreaterThanOrEqual(answered);
    expect(answered).toBeGreaterThanOrEqual(1);
    await appendFile(file, '{"call":31,"at":"2026-');
    const replay = startProgram(['replay', file, '--port', '0']);
    await replay.ready();
    expect(await stop(replay)).toBe(0);
    expect(replay.stderr).toBe(`The last line of ${file} is cut, and left out.\n`);
    expect(replay.stdout).toContain(
      `0 of ${recorded.length} recorded calls were made.\n  not made: call 1, CreateOpportunity`,
    );
  });

  it('sign with a profile of the shared files, and say so if there is none', async () => {
    const server = await startServer();
    const folder = await temporaryFolder();
    const file = join(folder, 'calls.jsonl');
    const shared = join(folder, 'credentials');
    await appendFile(shared, `[partner]\naws_access_key_id = ${ALPHA}\naws_secret_access_key = any\n`);
    const flags = ['record', file, '--upstream', server.endpoint, '--port', '0', '--profile'];
    const missing = startProgram([...flags, 'nobody'], WITHOUT_KEYS);
    expect(await missing.ended()).toBe(1);
    expect(missing.stderr).toContain('The profile nobody has no AWS keys:');
    const recorder = startProgram([...flags, 'partner'], {
      ...WITHOUT_KEYS,
      AWS_SHARED_CREDENTIALS_FILE: shared,
    });
    const client = clientOf({ endpoint: await recorder.ready() }, 'whoever');
    const { Arn } = await client.getOpportunity({
      Catalog: 'Sandbox',
      Identifier: (await client.createOpportunity(opportunity())).Id,
    });
    expect(Arn).toContain(ALPHA);
    await stop(recorder);
    expect(await readFile(file, 'utf8')).not.toContain(ALPHA);
  });

  it('compare a cassette with cosell, or with another endpoint', async () => {
    const server = await startServer();
    const file = join(await temporaryFolder(), 'calls.jsonl');
    const recorder = startProgram(['record', file, '--upstream', server.endpoint, '--port', '0']);
    const client = clientOf({ endpoint: await recorder.ready() }, ALPHA);
    await errorOf(client.getOpportunity({ Catalog: 'Sandbox', Identifier: 'O404' }));
    await client.createOpportunity(opportunity());
    await client.listOpportunities({ Catalog: 'Sandbox' });
    await stop(recorder);

    const like = startProgram(['compare', file]);
    expect([await like.ended(), like.stdout]).toEqual([0, expect.stringContaining('3 of 3')]);
    expect(like.stdout).toMatch(
      /^3 of 3 calls compared\.\nRecorded members that agree: (\d+) of \1 \(100\.00 %\)\n$/,
    );

    const other = await startServer();
    await other.faults.add({ operation: 'GetOpportunity', exception: 'AccessDeniedException' });
    await other.faults.add({ operation: 'ListOpportunities', exception: 'ThrottlingException' });
    const flags = ['compare', file, '--endpoint', other.endpoint];
    const unlike = startProgram(flags);
    expect(await unlike.ended()).toBe(2);
    expect(unlike.stdout).toContain(
      'GetOpportunity\n  exception: recorded "ResourceNotFoundException", got "AccessDeniedException" (exception; call 1)\n',
    );
    expect(unlike.stdout).toContain(
      'ListOpportunities\n  exception: recorded "an answer", got "ThrottlingException" (exception; call 3)\n',
    );
    // A fault is injected once.
    await other.reset();
    await other.faults.add({ operation: 'GetOpportunity', exception: 'AccessDeniedException' });
    const ignoring = startProgram([...flags, '--json', '--ignore', 'exception']);
    expect(await ignoring.ended()).toBe(0);
    expect(JSON.parse(ignoring.stdout)).toMatchObject({ calls: 3, compared: 3, left: [], differences: [] });
    const away = startProgram(['compare', file, '--endpoint', 'http://127.0.0.1:9']);
    expect(await away.ended()).toBe(1);
    expect(away.stderr).toContain('http://127.0.0.1:9 cannot be reached');
  });

  it('refuse to compare a recording of nothing', async () => {
    const file = join(await temporaryFolder(), 'empty.jsonl');
    const head = {
      cassette: 1,
      by: 'cosell',
      at: '2026-01-01T00:00:00Z',
      upstream: 'aws',
      region: 'us-east-1',
    };
    await appendFile(file, `${JSON.stringify(head)}\n`);
    const program = startProgram(['compare', file]);
    expect(await program.ended()).toBe(1);
    expect(program.stderr).toBe(`cosell: ${file} has no calls, so there is nothing to compare.\n`);
  });

  it.each([
    [['record'], "required option '--upstream <endpoint>' not specified"],
    [['record', '--upstream', 'ftp://x'], 'An endpoint is like http://127.0.0.1:4747, or aws.'],
    [
      ['record', '--upstream', 'http://127.0.0.1:1', '--caller', 'x'],
      '--caller takes an access key id and a profile',
    ],
    [['record', '/nowhere/x.jsonl', '--upstream', 'http://127.0.0.1:1'], '/nowhere/x.jsonl does not exist.'],
    [['compare', '/nowhere/x.jsonl'], '/nowhere/x.jsonl does not exist.'],
    [['compare', 'x', '--ignore', 'colour'], 'Allowed choices are status, exception,'],
    [['replay'], "missing required argument 'cassette'"],
    [['replay', '/nowhere/x.jsonl'], '/nowhere/x.jsonl does not exist.'],
    [['replay', import.meta.filename], 'is no cassette'],
  ])('%j is told what is wrong', async (args, message) => {
    const program = startProgram(args);
    expect(await program.ended()).toBe(1);
    expect(program.stderr).toContain(message);
    expect(program.stderr).not.toMatch(/\n\s+at /);
  });
});
