import { execFile } from 'node:child_process';
import { appendFile, chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { startCosell } from '../../src/index.ts';
import { newSealKey } from '../../src/kit/service/seal.ts';
import { refer, runAcceptTask } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { startCluster } from '../support/postgres-cluster.ts';
import { ALPHA, clientOf } from '../support/server.ts';

const run = promisify(execFile);

/** Runs statements on one connection, which a base backup needs, and returns the rows of the last. */
const onConnection = async (url: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    query: async (statement: string) => (await client.query(statement)).rows[0] ?? {},
    end: () => client.end(),
  };
};

/** The steps of docs/operate/backup.md, "A point in time". */
test('PostgreSQL is restored to a moment between two tasks, and cosell continues there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cosell-archive-'));
  // PostgreSQL may run as another user than the test.
  await chmod(folder, 0o777);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [archive, base] = [join(folder, 'archive'), join(folder, 'base')];
  const cluster = await startCluster([
    'wal_level=replica',
    'archive_mode=on',
    `archive_command=mkdir -p ${archive} && test ! -f ${archive}/%f && cp %p ${archive}/%f`,
  ]);
  onTestFinished(() => cluster.remove());
  const secretsKeys = [newSealKey()];
  const start = () => startCosell({ databaseUrl: cluster.url, logLevel: 'silent', secretsKeys });
  const accept = async (server: { endpoint: string }): Promise<string> => {
    const client = clientOf(server, ALPHA);
    const task = await runAcceptTask(client, (await refer(client)).invitationId);
    expect(task.TaskStatus).toBe('COMPLETE');
    return task.OpportunityId ?? '';
  };

  const server = await start();
  const first = await accept(server);

  // The base backup, while cosell serves: what pg_basebackup does.
  const backup = await onConnection(cluster.url);
  await backup.query("select pg_backup_start('base', fast => true)");
  await run('cp', ['-a', cluster.folder, base]);
  const second = await accept(server);
  const { labelfile } = await backup.query('select labelfile from pg_backup_stop(wait_for_archive => false)');
  await rm(join(base, 'postmaster.pid'), { force: true });
  await rm(join(base, 'pg_wal'), { recursive: true });
  await mkdir(join(base, 'pg_wal'), { mode: 0o700 });
  await writeFile(join(base, 'backup_label'), labelfile);
  await server.idle();

  const third = await accept(server);
  await server.idle();
  const { moment } = await backup.query('select clock_timestamp()::text as moment');
  const lost = await accept(server);
  await server.close();
  const { name } = await backup.query('select pg_walfile_name(pg_switch_wal()) as name');
  await eventually(async () => {
    const { last_archived_wal } = await backup.query('select last_archived_wal from pg_stat_archiver');
    return last_archived_wal >= name;
  });
  await backup.end();
  await cluster.kill();

  // The restore: the base backup in place of the data, and the log up to the moment.
  await rm(cluster.folder, { recursive: true });
  await run('cp', ['-a', base, cluster.folder]);
  await writeFile(join(cluster.folder, 'recovery.signal'), '');
  await appendFile(
    join(cluster.folder, 'postgresql.auto.conf'),
    `restore_command = 'cp ${archive}/%f %p'\nrecovery_target_time = '${moment}'\nrecovery_target_action = 'promote'\n`,
  );
  // PostgreSQL may run as another user than the test, who owns its folder.
  await run('chown', ['-R', `--reference=${base}`, cluster.folder]);
  await cluster.restart();
  await eventually(async () => {
    const connection = await onConnection(cluster.url).catch(() => undefined);
    const state = await connection?.query('select pg_is_in_recovery() as is_recovering');
    await connection?.end();
    return state?.is_recovering === false;
  });

  const again = await start();
  onTestFinished(() => again.close());
  const client = clientOf(again, ALPHA);
  for (const Identifier of [first, second, third])
    await client.getOpportunity({ Catalog: 'Sandbox', Identifier });
  await expect(client.getOpportunity({ Catalog: 'Sandbox', Identifier: lost })).rejects.toThrow();
  await accept(again);
});
