import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newSealKey } from '../../src/kit/service/seal.ts';
import { openStore } from '../../src/store/index.ts';
import { refer } from '../support/data.ts';
import { startProgram } from '../support/program.ts';
import { ALPHA, clientOf, readFeed, temporaryFolder } from '../support/server.ts';

const move = async (...args: string[]) => {
  const program = startProgram(['move', ...args]);
  return { code: await program.ended(), stdout: program.stdout, stderr: program.stderr };
};

const filled = async (): Promise<string> => {
  const data = await temporaryFolder();
  const server = startProgram(['serve', '--port', '0', '--data', data]);
  await refer(clientOf({ endpoint: await server.ready() }, ALPHA));
  server.child.kill('SIGTERM');
  await server.ended();
  return data;
};

describe('cosell move', () => {
  it('moves the data to another database and reports what it moved', async () => {
    const [from, to] = [await filled(), join(await temporaryFolder(), 'new')];
    const { code, stdout, stderr } = await move('--from', from, '--to', to);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/│ opportunities +│ +1 │ [0-9a-f]{16} /);
    expect(stdout).toContain('0 tasks in progress, 1 pending invitations.');
    const server = startProgram(['serve', '--port', '0', '--data', to]);
    const endpoint = await server.ready();
    const { EngagementInvitationSummaries } = await clientOf({ endpoint }, ALPHA).listEngagementInvitations({
      Catalog: 'Sandbox',
      ParticipantType: 'RECEIVER',
    });
    expect(EngagementInvitationSummaries).toHaveLength(1);
    expect(await readFeed({ endpoint }, ALPHA)).not.toEqual([]);
    // The new folder has the secrets key, and nobody has to be told.
    expect(stdout).not.toContain('secrets key');
    expect((await stat(join(to, 'secrets.key'))).mode & 0o777).toBe(0o600);
  });

  it('says which secrets key the new place needs if neither folder has it', async () => {
    const data = await temporaryFolder();
    const key = newSealKey();
    const server = startProgram(['serve', '--port', '0', '--data', data], { COSELL_SECRETS_KEY: key });
    await server.ready();
    server.child.kill('SIGTERM');
    await server.ended();
    const to = join(await temporaryFolder(), 'new');
    const { code, stdout } = await move('--from', data, '--to', to);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /encrypted with the secrets key [0-9a-f]{12}, with which the servers of the old place were started: start .*--secrets-key-file/,
    );
    expect(stdout).not.toContain(key);
    expect(await startProgram(['serve', '--port', '0', '--data', to]).ended()).toBe(1);
    await startProgram(['serve', '--port', '0', '--data', to], { COSELL_SECRETS_KEY: key }).ready();
  });

  it('rejects a target that is not empty and says what to do', async () => {
    const [from, to] = [await filled(), await filled()];
    const { code, stdout, stderr } = await move('--from', from, '--to', to);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^cosell: the folder \S+ is not empty \(meta, .*nothing was moved\. Move to a new folder/,
    );
  });

  it('rejects a source without data and creates nothing', async () => {
    const folder = await temporaryFolder();
    const { code, stderr } = await move('--from', join(folder, 'a'), '--to', join(folder, 'b'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^cosell: There is no data of cosell in the folder \S+\/a: nothing was moved/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('rejects a folder that a server uses', async () => {
    const data = await temporaryFolder();
    await startProgram(['serve', '--port', '0', '--data', data]).ready();
    const { code, stderr } = await move('--from', data, '--to', join(await temporaryFolder(), 'new'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/Another cosell server .*uses the data folder/);
  });

  it('does not change data of a newer version', async () => {
    const from = await filled();
    const store = await openStore({ folder: from });
    await store.transaction((tx) =>
      tx
        .insertInto('kysely_migration' as 'meta')
        .values({ name: '999-from-the-future', timestamp: '2030' } as never)
        .execute(),
    );
    await store.close();
    const { code, stderr } = await move('--from', from, '--to', join(await temporaryFolder(), 'new'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/written by a newer version of cosell \(schema 999-from-the-future\)/);
  });

  it.each([
    [['--from', 'a'], /required option '--to <place>'/],
    [['--from', 'a', '--to', 'memory'], /A place is a folder, or postgres:\/\//],
    [['--from', 'mysql://host/db', '--to', 'b'], /A place is a folder, or postgres:\/\//],
    [['--from', '/nowhere/a', '--to', '/nowhere/../nowhere/a'], /are the same place/],
    [['--from', 'postgres://127.0.0.1:1/none', '--to', 'b'], /Nothing listens at 127\.0\.0\.1:1\b/],
  ])('rejects %j', async (args, message) => {
    const { code, stderr } = await move(...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
