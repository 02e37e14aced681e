import { expect, test } from 'vitest';
import { codeText, showRequest, showRequests } from '../../../src/operator/show-request.ts';
import { refer } from '../../support/data.ts';
import { startProgram } from '../../support/program.ts';
import { callRaw } from '../../support/raw.ts';
import { ALPHA, clientOf, startServer } from '../../support/server.ts';

const ESCAPE = '\u001b[31m';

test('a call is shown with what it means, every fault and near miss, and nothing that a terminal acts on', async () => {
  const server = await startServer();
  await callRaw(server, ALPHA, 'GetOpportunity', { Catalog: 'AWS', Identifer: `O1${ESCAPE}` });
  const listed = await server.requests.list();
  expect(showRequests(listed)).toMatch(
    /^\d\d:\d\d:\d\d {2}1{12} {2}GetOpportunity {2}ValidationException {2}[\d.]+ ms {2}[0-9a-f-]{36}$/,
  );
  const detail = await server.requests.get({ id: listed.requests[0]?.id ?? '' });
  const shown = showRequest(detail);
  expect(shown).toMatch(/^GetOpportunity: ValidationException \(HTTP 400/);
  expect(shown).toContain('- identifier is required');
  expect(shown).toContain('[REQUIRED_FIELD_MISSING]');
  expect(shown).toContain('Near miss: GetOpportunity has no member Identifer');
  expect(shown).not.toContain('\u001b');
  expect(codeText(detail)).toBeUndefined();
  expect(showRequests({ requests: [] })).toBe('No requests.');
});

test('a call that started a task has the task as it is now', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const { invitationId } = await refer(alpha);
  const task = await alpha.startEngagementByAcceptingInvitationTask({
    Catalog: 'Sandbox',
    Identifier: invitationId,
    ClientToken: 'token-of-the-task',
  });
  const { requests } = await server.requests.list({ operation: 'StartEngagementByAcceptingInvitationTask' });
  const { tasks } = await server.requests.get({ id: requests[0]?.id ?? '' });
  expect(tasks).toMatchObject([{ id: task.TaskId, status: 'COMPLETE', opportunity: task.OpportunityId }]);
});

test('the command prints code as it is, so that it can be piped into a shell', async () => {
  const server = await startServer();
  await clientOf(server, ALPHA).listOpportunities({ Catalog: 'AWS' });
  const [entry] = (await server.requests.list()).requests;
  const program = startProgram(['requests', 'show', entry?.id ?? '', '--as', 'curl'], {
    COSELL_ENDPOINT: server.endpoint,
  });
  expect(await program.ended()).toBe(0);
  expect(program.stdout).toMatch(/^curl -sS http:\/\/127\.0\.0\.1:\d+\/ \\\n/);
});
