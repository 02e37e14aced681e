import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { engagement, opportunity, opportunityInvitation, refer, runAcceptTask } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { subjectOf } from '../support/events.ts';
import { administer, freshDatabase } from '../support/postgres.ts';
import { ALPHA, BETA, clientOf, errorOf, readFeed, startServer } from '../support/server.ts';
import { nameJobRole } from '../support/sharing.ts';
import { asUpdate, change, getOpportunity } from '../support/update.ts';

/** Two servers on one database, with an account's client for each. */
const startNodes = async (account = ALPHA) => {
  const databaseUrl = await freshDatabase();
  const nodes = await Promise.all([startServer({ databaseUrl }), startServer({ databaseUrl })]);
  const [one, other] = nodes.map((node) => clientOf(node, account));
  return { databaseUrl, nodes, one: one!, other: other! };
};

test('one idempotent request to both nodes concurrently is one task', async () => {
  const { databaseUrl, one, other } = await startNodes();
  for (let round = 0; round < 10; round++) {
    const { invitationId } = await refer(one);
    const request = { Catalog: 'Sandbox', ClientToken: randomUUID(), Identifier: invitationId };
    const answers = await Promise.all(
      [one, other, one, other].map((client) => client.startEngagementByAcceptingInvitationTask(request)),
    );
    expect(new Set(answers.map((answer) => answer.TaskId)).size).toBe(1);
    expect((await runAcceptTask(other, invitationId, request.ClientToken)).TaskStatus).toBe('COMPLETE');
  }
  expect(await administer(databaseUrl, 'select count(*)::int as tasks from tasks')).toEqual([{ tasks: 10 }]);
});

test('one invitation sent on both nodes concurrently is sent once, with the same response from both', async () => {
  const { one, other, nodes } = await startNodes();
  const { Id: engagementId = '' } = await one.createEngagement(engagement());
  const request = opportunityInvitation(engagementId, BETA);
  const answers = await Promise.all(
    [one, other, one, other].map((client) => client.createEngagementInvitation(request)),
  );
  expect(new Set(answers.map((answer) => answer.Id)).size).toBe(1);
  const sent = (await readFeed(nodes[0]!, BETA)).map((event) => event['detail-type']);
  expect(sent).toEqual(['Engagement Invitation Created']);
});

test('no more partners are invited than the quota allows, on whichever nodes', async () => {
  const { one, other } = await startNodes();
  const { Id: engagementId = '' } = await one.createEngagement(engagement());
  const receivers = Array.from({ length: 14 }, (_, index) => String(300000000000 + index));
  const outcomes = await Promise.allSettled(
    receivers.map((receiver, index) =>
      (index % 2 ? one : other).createEngagementInvitation(opportunityInvitation(engagementId, receiver)),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(9);
});

test('accounts that join concurrently on two nodes get each other’s events', async () => {
  const { nodes, one } = await startNodes();
  const { Id: engagementId = '' } = await one.createEngagement(engagement());
  const receivers = Array.from({ length: 8 }, (_, index) => String(300000000000 + index));
  const invitations: string[] = [];
  for (const receiver of receivers) {
    const { Id = '' } = await one.createEngagementInvitation(opportunityInvitation(engagementId, receiver));
    invitations.push(Id);
  }
  await Promise.all(
    receivers.map((receiver, index) =>
      clientOf(nodes[index % 2]!, receiver).acceptEngagementInvitation({
        Catalog: 'Sandbox',
        Identifier: invitations[index],
      }),
    ),
  );
  const joined = (await readFeed(nodes[0]!, ALPHA)).filter(
    (event) => event['detail-type'] === 'Engagement Member Added',
  );
  expect(joined).toHaveLength(receivers.length);
  // The first to join gets the events of all, including its own; the second of all but the first; and so on.
  const heard = await Promise.all(
    receivers.map(
      async (receiver) =>
        (await readFeed(nodes[1]!, receiver)).filter(
          (event) => event['detail-type'] === 'Engagement Member Added',
        ).length,
    ),
  );
  expect(heard.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('of two concurrent changes of one opportunity on two nodes, one wins and the other conflicts', async () => {
  const { one, other } = await startNodes();
  const { Id = '' } = await one.createOpportunity(opportunity());
  const update = asUpdate(await getOpportunity(one, Id));
  const outcomes = await Promise.allSettled([one, other].map((client) => client.updateOpportunity(update)));
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect((await errorOf(one.updateOpportunity(update))).name).toBe('ConflictException');
});

test('a change concurrent with the first snapshot is in a snapshot too', async () => {
  const { databaseUrl, one, other } = await startNodes();
  await nameJobRole(one);
  const { invitationId, engagementId } = await refer(one);
  // A lock keeps the last step of the task from writing its snapshot.
  const holder = new Client({ connectionString: databaseUrl });
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query('begin');
  await holder.query('lock table resource_snapshots in share mode');
  const waiting = async (count: number): Promise<true | undefined> => {
    const rows = await administer(databaseUrl, 'select pid from pg_locks where not granted');
    return rows.length >= count ? true : undefined;
  };
  const task = runAcceptTask(one, invitationId);
  await eventually(() => waiting(1));

  const { OpportunitySummaries: [summary] = [] } = await other.listOpportunities({ Catalog: 'Sandbox' });
  let answered = false;
  const update = change(other, summary?.Id ?? '', (current) => ({
    LifeCycle: { ...current.LifeCycle, Stage: 'Technical Validation' },
  })).finally(() => {
    answered = true;
  });
  await eventually(async () => answered || (await waiting(2)));
  await holder.query('rollback');
  await Promise.all([task, update]);

  const snapshot = await one.getResourceSnapshot({
    Catalog: 'Sandbox',
    EngagementIdentifier: engagementId,
    ResourceType: 'Opportunity',
    ResourceIdentifier: summary?.Id,
    ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
  });
  expect(snapshot.Revision).toBe(2);
  expect(snapshot.Payload?.OpportunitySummary?.Lifecycle?.Stage).toBe('Technical Validation');
});

test('200 tasks over two nodes are each done once', async () => {
  const { databaseUrl, nodes, one, other } = await startNodes();
  const invitations = new Set<string>();
  for (let index = 0; index < 200; index++) {
    const { invitationId } = await refer(index % 2 ? one : other);
    invitations.add(invitationId);
  }
  const tasks = await Promise.all(
    [...invitations].map((invitation, index) => runAcceptTask(index % 2 ? other : one, invitation)),
  );
  expect(tasks.map((task) => task.TaskStatus)).toEqual(tasks.map(() => 'COMPLETE'));
  const [counts] = await administer(
    databaseUrl,
    `select (select count(*)::int from tasks where status = 'COMPLETE') as tasks,
       (select count(distinct invitation_id)::int from opportunities where invitation_id is not null) as opportunities,
       (select count(*)::int from resource_snapshot_jobs) as jobs,
       (select count(*)::int from resource_snapshots) as snapshots`,
  );
  expect(counts).toEqual({ tasks: 200, opportunities: 200, jobs: 200, snapshots: 200 });
  const created = (await readFeed(nodes[0]!, ALPHA)).filter(
    (event) => event['detail-type'] === 'Opportunity Created',
  );
  expect(new Set(created.map(subjectOf)).size).toBe(200);
  expect(created).toHaveLength(200);
});
