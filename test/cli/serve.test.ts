import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { opportunity, refer } from '../support/data.ts';
import { startProgram } from '../support/program.ts';
import { ALPHA, clientOf, errorOf, readFeed, temporaryFolder } from '../support/server.ts';

const serve = (...args: string[]) => startProgram(['serve', '--port', '0', '--data', 'memory', ...args]);

/** Waits until a process fails by itself, and returns its output. */
const failure = async (args: string[], env: Record<string, string> = {}) => {
  const program = startProgram(args, env);
  const code = await program.ended();
  expect(program.stdout).toBe('');
  return { code, stderr: program.stderr };
};

describe('cosell serve', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'prints one line when ready and exits with 0 on %s',
    async (signal) => {
      const program = serve();
      const endpoint = await program.ready();
      expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect((await fetch(`${endpoint}/_cosell/health`)).status).toBe(200);
      program.child.kill(signal);
      expect(await program.ended()).toBe(0);
      expect(program.stdout).toBe(`cosell ready on ${endpoint}\n`);
      expect(program.stderr).toBe('');
    },
  );

  it('opens no inspector on SIGUSR1', async () => {
    const program = serve();
    const endpoint = await program.ready();
    program.child.kill('SIGUSR1');
    program.child.kill('SIGUSR1');
    // Node opens it in a thread of its own, and announces it on standard error.
    for (let request = 0; request < 20; request += 1) await fetch(`${endpoint}/_cosell/health`);
    await sleep(500);
    const { pid } = program.child;
    const sockets = execFileSync('ls', ['-l', `/proc/${pid}/fd`], { encoding: 'utf8' }).match(
      /socket:\[\d+\]/g,
    );
    const inodes = new Set(sockets?.map((text) => text.replace(/\D/g, '')));
    const listening = readFileSync('/proc/net/tcp', 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === '0A' && inodes.has(inode ?? ''));
    expect(listening).toHaveLength(1);
    expect(program.stderr).toBe('');
    expect((await fetch(`${endpoint}/_cosell/health`)).status).toBe(200);
  });

  it('is what options without a command are for', async () => {
    const program = startProgram(['--log-level', 'error'], { COSELL_PORT: '0', COSELL_DATA: 'memory' });
    expect((await fetch(`${await program.ready()}/_cosell/health`)).status).toBe(200);
  });

  it('keeps its data in its folder across restarts', async () => {
    const data = join(await temporaryFolder(), 'a', 'b');
    const first = startProgram(['serve', '--port', '0', '--data', data]);
    const endpoint = await first.ready();
    const { Id = '' } = await clientOf({ endpoint }, ALPHA).createOpportunity(opportunity());
    first.child.kill('SIGTERM');
    expect(await first.ended()).toBe(0);
    const second = startProgram(['serve'], { COSELL_PORT: '0', COSELL_DATA: data });
    const client = clientOf({ endpoint: await second.ready() }, ALPHA);
    expect((await client.getOpportunity({ Catalog: 'Sandbox', Identifier: Id })).Id).toBe(Id);
  });

  it('finishes open requests before it exits', async () => {
    const data = await temporaryFolder();
    const program = startProgram(['serve', '--port', '0', '--data', data]);
    const client = clientOf({ endpoint: await program.ready() }, ALPHA);
    const calls = Array.from({ length: 20 }, () => client.createOpportunity(opportunity()));
    await Promise.race(calls);
    program.child.kill('SIGTERM');
    const outcomes = await Promise.allSettled(calls);
    expect(await program.ended()).toBe(0);
    const ids = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.Id] : []));
    const again = startProgram(['serve', '--port', '0', '--data', data]);
    const { OpportunitySummaries = [] } = await clientOf(
      { endpoint: await again.ready() },
      ALPHA,
    ).listOpportunities({ Catalog: 'Sandbox', MaxResults: 100 });
    expect(OpportunitySummaries.map(({ Id }) => Id)).toEqual(expect.arrayContaining(ids));
  });

  it('is not ready after SIGTERM, but keeps serving until the shutdown delay is over', async () => {
    const program = serve('--shutdown-delay', '60');
    const endpoint = await program.ready();
    const ready = async () => (await fetch(`${endpoint}/_cosell/ready`)).status;
    expect(await ready()).toBe(200);
    program.child.kill('SIGTERM');
    await expect.poll(ready).toBe(503);
    const client = clientOf({ endpoint }, ALPHA);
    expect((await client.createOpportunity(opportunity())).Id).toBeTruthy();
    expect((await fetch(`${endpoint}/_cosell/health`)).status).toBe(200);
  });

  it('exits when the shutdown delay is over', async () => {
    const program = startProgram(['serve', '--port', '0', '--data', 'memory'], {
      COSELL_SHUTDOWN_DELAY: '0.2',
    });
    await program.ready();
    program.child.kill('SIGTERM');
    expect(await program.ended()).toBe(0);
  });

  it('starts with a pending AWS referral if --demo or COSELL_DEMO is set', async () => {
    const starts = [
      serve('--demo'),
      startProgram(['serve', '--port', '0', '--data', 'memory'], { COSELL_DEMO: '1' }),
    ];
    for (const program of starts) {
      const events = await readFeed({ endpoint: await program.ready() }, '111122223333');
      expect(events.map((event) => event['detail-type'])).toEqual(['Engagement Invitation Created']);
    }
    const without = startProgram(['serve', '--port', '0', '--data', 'memory'], { COSELL_DEMO: 'false' });
    expect(await readFeed({ endpoint: await without.ready() })).toEqual([]);
  });

  it('checks signatures with --auth strict and the keys of --config', async () => {
    const config = join(await temporaryFolder(), 'cosell.json');
    const credentials = [{ accessKeyId: '999999999999', secretAccessKey: 'secret' }];
    await writeFile(config, JSON.stringify({ accounts: [{ id: ALPHA, companyName: 'Alpha', credentials }] }));
    const endpoint = await serve('--auth', 'strict', '--config', config, '--operator-token', 'token').ready();
    const { opportunityId } = await refer(clientOf({ endpoint }, '999999999999'));
    expect(opportunityId).toBeTruthy();
    const headers = { authorization: 'Bearer token' };
    const feed = await fetch(`${endpoint}/_cosell/events?account=${ALPHA}`, { headers });
    expect(await feed.json()).toMatchObject({ events: [{ account: ALPHA }] });
    const refused = await errorOf(clientOf({ endpoint }, ALPHA).listOpportunities({ Catalog: 'Sandbox' }));
    expect(refused.name).toBe('UnrecognizedClientException');
  });

  it('treats an empty environment variable as unset', async () => {
    const program = startProgram(['serve', '--data', 'memory', '--port', '0'], {
      COSELL_AUTH: '',
      COSELL_REGION: '',
    });
    await program.ready();
    program.child.kill('SIGTERM');
    expect(await program.ended()).toBe(0);
  });

  it('allows the origins of --cors-origin and COSELL_CORS_ORIGIN', async () => {
    const programs = [
      serve('--cors-origin', 'https://a.example', 'https://b.example'),
      startProgram(['serve', '--port', '0', '--data', 'memory'], {
        COSELL_CORS_ORIGIN: 'https://a.example, https://b.example',
      }),
    ];
    for (const program of programs) {
      const endpoint = await program.ready();
      for (const origin of ['https://a.example', 'https://b.example']) {
        const { headers } = await fetch(`${endpoint}/_cosell/health`, { headers: { origin } });
        expect(headers.get('access-control-allow-origin')).toBe(origin);
      }
    }
  });
});

describe('the log of cosell serve', () => {
  it('is JSON with request ids, but without bodies and keys', async () => {
    const program = serve('--log-level', 'debug');
    const client = clientOf({ endpoint: await program.ready() }, ALPHA);
    const { $metadata } = await client.createOpportunity(opportunity());
    const refused = await errorOf(
      client.createOpportunity(opportunity({ Origin: 'secret-origin' as 'AWS Referral' })),
    );
    expect(refused.name).toBe('ValidationException');
    program.child.kill('SIGTERM');
    await program.ended();
    const lines = program.stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({
      requestId: $metadata.requestId,
      operation: 'CreateOpportunity',
      account: ALPHA,
      status: 200,
    });
    expect(lines[1]).toMatchObject({
      operation: 'CreateOpportunity',
      status: 400,
      error: 'ValidationException',
    });
    for (const secret of ['Example Corp', 'mary@example.com', 'secret-origin', 'Credential=', 'Signature=']) {
      expect(program.stderr).not.toContain(secret);
    }
    expect(program.stdout).toMatch(/^cosell ready on \S+\n$/);
  });

  it('contains rejected requests by default and nothing if silent', async () => {
    for (const [args, expected] of [
      [[], 1],
      [['--log-level', 'silent'], 0],
    ] as const) {
      const program = serve(...args);
      const client = clientOf({ endpoint: await program.ready() }, ALPHA);
      await client.listOpportunities({ Catalog: 'Sandbox' });
      await errorOf(client.listOpportunities({ Catalog: 'Nowhere' }));
      program.child.kill('SIGTERM');
      await program.ended();
      expect(program.stderr.split('\n').filter(Boolean)).toHaveLength(expected);
    }
  });
});

describe('cosell serve does not start', () => {
  it('on a folder that another server uses', async () => {
    const data = await temporaryFolder();
    const first = startProgram(['serve', '--port', '0', '--data', data]);
    const endpoint = await first.ready();
    const { code, stderr } = await failure(['serve', '--port', '0', '--data', data]);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `cosell: Another cosell server (process ${first.child.pid}) uses the data folder ${data}. Stop it, or choose another folder with --data.\n`,
    );
    expect((await fetch(`${endpoint}/_cosell/health`)).status).toBe(200);
  });

  it('on a port that is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    const { code, stderr } = await failure(['serve', '--port', String(port), '--data', 'memory']);
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^cosell: Port ${port} of 127\\.0\\.0\\.1 is taken\\. .*--port.*\\n$`));
  });

  it('on data of a newer version', async () => {
    const data = await temporaryFolder();
    const first = startProgram(['serve', '--port', '0', '--data', data]);
    await first.ready();
    first.child.kill('SIGTERM');
    await first.ended();
    const database = new DatabaseSync(join(data, 'cosell.sqlite'));
    database.exec("insert into kysely_migration (name, timestamp) values ('999-from-the-future', '2030')");
    database.close();
    const { code, stderr } = await failure(['serve', '--port', '0', '--data', data]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^cosell: The data was written by a newer version of cosell \(schema 999-from-the-future\)/,
    );
  });

  it('in a folder that is a file', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, 'x');
    const { code, stderr } = await failure(['serve', '--port', '0', '--data', file]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^cosell: .*\n$/);
    expect(stderr).toContain(file);
  });

  it.each([
    [['--port', 'x'], {}, /--port.*0 to 65535/],
    [['--port', '65536'], {}, /--port.*0 to 65535/],
    [['--port', '0x10'], {}, /--port.*0 to 65535/],
    [[], { COSELL_PORT: '-1' }, /COSELL_PORT.*0 to 65535/],
    [['--shutdown-delay', '-1'], {}, /--shutdown-delay.*0 to 600/],
    [['--auth', 'maybe'], {}, /--auth.*off, strict/],
    [['--log-level', 'loud'], {}, /--log-level.*silent, error, info, debug/],
    [['--cors-origin', 'example.com'], {}, /--cors-origin.*https:\/\/app\.example:8443/],
    [['--cors-origin', 'https://a.example/path'], {}, /--cors-origin.*without a path/],
    [['--region', 'US East'], {}, /US East is no region/],
    [['--host', '203.0.113.7', '--auth', 'off'], {}, /203\.0\.113\.7 is no address of this machine.*--host/],
    [['--auth', 'strict'], {}, /no account has credentials/],
    [['--host', '0.0.0.0'], {}, /0\.0\.0\.0 is reached from other machines, so auth is 'strict'/],
    [[], { COSELL_DEMO: 'maybe' }, /COSELL_DEMO has to be true or false/],
    [['--config', '/nowhere/cosell.json'], {}, /configuration \/nowhere\/cosell\.json cannot be read/],
    [['--nonsense'], {}, /unknown option '--nonsense'/],
    [['nonsense'], {}, /too many arguments/],
  ])('with %j %j', async (args, env, message) => {
    const { code, stderr } = await failure(['serve', ...args], {
      COSELL_PORT: '0',
      COSELL_DATA: 'memory',
      ...env,
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
