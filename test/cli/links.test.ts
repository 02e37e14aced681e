import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { consoleAddress, linkIds, showsHyperlinks } from '../../src/cli/operator/console-link.ts';
import { pageOf } from '../../src/operator/console-pages.ts';
import { COMMAND } from '../support/command.ts';
import { startProgram } from '../support/program.ts';
import { ALPHA, clientOf, errorOf, startServer } from '../support/server.ts';

const ESC = '\u001b';
const link = (address: string, text: string): string =>
  `${ESC}]8;;${address}${ESC}\\${text}${ESC}]8;;${ESC}\\`;

/** Starts `cosell` in a terminal, of util-linux. Kills it after the test. */
const inTerminal = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const line = [process.execPath, COMMAND, ...args].map((word) => `'${word}'`).join(' ');
  const { NO_COLOR: _, ...inherited } = process.env;
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    env: { ...inherited, TERM: 'xterm', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const terminal = { shown: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    terminal.shown += text.replaceAll('\r', '');
  });
  return { child, terminal, ended };
};

const shownBy = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const { terminal, ended } = inTerminal(args, env);
  expect(await ended).toEqual([0, null]);
  return terminal.shown;
};

describe('an address of the console', () => {
  it('has account and catalog, and the prefix of the endpoint', () => {
    const [page] = pageOf('task', 'task-1', { account: ALPHA, catalog: 'AWS' });
    expect(page && consoleAddress('https://aws.example/cosell', page)).toBe(
      `https://aws.example/cosell/${ALPHA}/AWS/tasks/task-1`,
    );
    const [event] = pageOf('event', 'a/b', { account: 'AWS' });
    expect(event && consoleAddress('http://127.0.0.1:1', event)).toBe(
      'http://127.0.0.1:1/aws/Sandbox/events?event=a%2Fb',
    );
  });

  it('does not exist for what is of no account', () => {
    expect(pageOf('request', 'r-1', {})).toEqual([]);
    expect(pageOf('deadLetter', undefined, { account: ALPHA })).toEqual([]);
  });
});

describe('ids', () => {
  it('are linked where they stand alone, and not in longer ones', () => {
    const addresses = new Map([['task-1', 'http://x/task-1']]);
    expect(linkIds('│ task-1  │ task-12 │ my-task-1 │', addresses)).toBe(
      `│ ${link('http://x/task-1', 'task-1')}  │ task-12 │ my-task-1 │`,
    );
  });

  it('are linked in terminals that may be sent escape sequences', () => {
    expect(showsHyperlinks({ TERM: 'xterm' }, true)).toBe(true);
    expect(showsHyperlinks({ TERM: 'xterm', NO_COLOR: '' }, true)).toBe(true);
    expect(showsHyperlinks({ TERM: 'xterm', NO_COLOR: '1' }, true)).toBe(false);
    expect(showsHyperlinks({ TERM: 'dumb' }, true)).toBe(false);
    expect(showsHyperlinks({ TERM: 'xterm' }, false)).toBe(false);
  });
});

describe('cosell', () => {
  it('links ids to the console in a terminal, in tables as wide as without', async () => {
    const { endpoint, ...server } = await startServer({ console: true });
    const client = clientOf({ endpoint, ...server }, ALPHA);
    const { requestId = '' } = await errorOf(
      client.getOpportunity({ Catalog: 'Sandbox', Identifier: 'O1234567' }),
    ).then((error) => (error as { $metadata: { requestId?: string } }).$metadata);
    const address = `${endpoint}/${ALPHA}/Sandbox/requests/${requestId}`;
    const list = ['requests', '--endpoint', endpoint];
    const linked = await shownBy(list);
    expect(linked).toContain(link(address, requestId));
    expect(linked.replaceAll(link(address, requestId), requestId)).toBe(
      await shownBy(list, { NO_COLOR: '1' }),
    );
    const one = ['requests', 'show', requestId, '--endpoint', endpoint];
    expect(await shownBy(one, { TERM: 'dumb' })).toMatch(new RegExp(`\\nOpen: ${address}\\n$`));
    expect(await shownBy([...one, '--json'])).not.toContain(address);
  });

  it('tells where the referral of AWS is', async () => {
    const { endpoint } = await startServer({ console: true });
    const referred = await shownBy(['refer', ALPHA, '--catalog', 'AWS', '--endpoint', endpoint]);
    const [, invitation] = /invitationId +│ [^e]*.*?(engi-\w+)/.exec(referred) ?? [];
    expect(referred).toContain(`\nOpen: ${endpoint}/${ALPHA}/AWS/invitations/${invitation}\n`);
  });

  it('links nothing to a server without a console', async () => {
    const { endpoint } = await startServer({ console: false });
    const referred = await shownBy(['refer', ALPHA, '--endpoint', endpoint]);
    expect(referred).toContain('engi-');
    expect(referred).not.toContain(endpoint);
  });

  it('programs get JSON without links', async () => {
    const { endpoint } = await startServer({ console: true });
    const program = startProgram(['refer', ALPHA, '--endpoint', endpoint]);
    expect(await program.ended()).toBe(0);
    expect(Object.keys(JSON.parse(program.stdout))).toContain('invitationId');
    expect(program.stdout).not.toContain(endpoint);
  });

  it.each([[[], true] as const, [['--no-console'], false] as const])(
    'serve %j says in a terminal where the console is',
    async (flags, isTold) => {
      const { child, terminal, ended } = inTerminal(['serve', '--port', '0', '--data', 'memory', ...flags]);
      // The terminal shows a Ctrl-C where it comes: not between the lines.
      const last = isTold ? /^Console: .*\n/m : /^cosell ready on .*\n/m;
      while (!last.test(terminal.shown)) await once(child.stdout, 'data');
      // The terminal's Ctrl-C.
      child.stdin.write('\u0003');
      await ended;
      const [, endpoint] = /^cosell ready on (\S+)\n/m.exec(terminal.shown) ?? [];
      expect(terminal.shown.includes(`cosell ready on ${endpoint}\nConsole: ${endpoint}/\n`)).toBe(isTold);
    },
  );
});
