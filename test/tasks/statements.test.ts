import { expect, test } from 'vitest';
import { refer, runAcceptTask } from '../support/data.ts';
import { startEngine } from '../support/engine.ts';
import { recordedStatements } from '../support/recorded-statements.ts';
import { ALPHA, clientOf } from '../support/server.ts';

/** Of all its transactions, from the request to the end of its job. */
const AT_MOST = 30;

test('a task that accepts an invitation takes few statements, and writes each id into its row once', async () => {
  const { openStore, during } = recordedStatements();
  const alpha = clientOf(await startEngine({ openStore }), ALPHA);
  const invitations: string[] = [];
  for (let count = 0; count < 4; count += 1) invitations.push((await refer(alpha)).invitationId);
  const acceptNext = async () => {
    const task = await runAcceptTask(alpha, invitations.pop() ?? '', `accept ${invitations.length}`);
    expect(task.TaskStatus).toBe('COMPLETE');
  };
  await acceptNext();
  const statements = await during(acceptNext);
  expect(statements.length).toBeLessThanOrEqual(AT_MOST);
  const updates = statements.filter((sql) => sql.startsWith('update "tasks"')).join('\n');
  const timesSet = ['invitation_id', 'engagement_id', 'opportunity_id', 'resource_snapshot_job_id'].map(
    (column) => [column, updates.split(`"${column}" =`).length - 1],
  );
  expect(Object.fromEntries(timesSet)).toEqual({
    invitation_id: 0,
    engagement_id: 0,
    opportunity_id: 1,
    resource_snapshot_job_id: 1,
  });
});
