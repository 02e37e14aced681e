import { expect, test } from 'vitest';
import { opportunity } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { startProgram } from '../support/program.ts';
import { startReceiver } from '../support/receiver.ts';
import { ALPHA, BETA, clientOf, startServer } from '../support/server.ts';
import { webhook } from '../support/targets.ts';

const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

test('requests --follow prints each further call once, with the filters of the list, until interrupted', async () => {
  const server = await startServer({ journal: 100 });
  await clientOf(server, ALPHA).listSolutions({ Catalog: 'AWS' });
  const args = ['requests', '--follow', '--account', ALPHA, '--operation', 'ListSolutions'];
  const program = startProgram(args, { COSELL_ENDPOINT: server.endpoint });
  // Those before the connection is open are not printed.
  await eventually(async () => {
    await clientOf(server, ALPHA).listSolutions({ Catalog: 'Sandbox' });
    return program.stdout.includes('\n');
  });
  await clientOf(server, BETA).listSolutions({ Catalog: 'Sandbox' });
  await clientOf(server, ALPHA).listOpportunities({ Catalog: 'Sandbox' });
  const { $metadata } = await clientOf(server, ALPHA).listSolutions({ Catalog: 'Sandbox' });
  await eventually(() => program.stdout.includes(String($metadata.requestId)));
  program.child.kill('SIGINT');
  expect(await program.ended()).toBe(0);
  const lines = linesOf(program.stdout);
  expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
  for (const line of lines) {
    expect(line).toMatchObject({ account: ALPHA, operation: 'ListSolutions', catalog: 'Sandbox' });
  }
});

test('deliveries --follow prints each further attempt', async () => {
  const target = await startReceiver();
  const server = await startServer({ deliveries: 100, webhooks: [webhook('hook', target.url)] });
  const program = startProgram(['deliveries', '--follow'], { COSELL_ENDPOINT: server.endpoint });
  let made = 0;
  await eventually(async () => {
    if (made === target.received.length) {
      made += 1;
      await clientOf(server, ALPHA).createOpportunity(opportunity({ ClientToken: String(made) }));
    }
    return program.stdout.includes('\n');
  });
  program.child.kill('SIGINT');
  expect(await program.ended()).toBe(0);
  const [line] = linesOf(program.stdout);
  expect(line).toMatchObject({
    target: 'webhook/hook',
    outcome: 'delivered',
    eventType: 'Opportunity Created',
  });
});

test('--follow fails if the server is not there', async () => {
  const program = startProgram(['requests', '--follow'], { COSELL_ENDPOINT: 'http://127.0.0.1:1' });
  expect(await program.ended()).toBe(1);
});
