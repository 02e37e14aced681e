import { expect, test } from 'vitest';
import type { Queries } from '../../src/store/tables.ts';
import { refer, runAcceptTask } from '../support/data.ts';
import { withStore } from '../support/engine.ts';
import { checkInvariants } from '../support/invariants.ts';
import { ALPHA, clientOf, startServer, temporaryFolder } from '../support/server.ts';

/** Returns the invariants that are violated after a change of the state that a complete task left. */
const brokenBy = async (change: (tx: Queries) => Promise<unknown>): Promise<string[]> => {
  const folder = await temporaryFolder();
  const server = await startServer({ data: folder });
  const { invitationId } = await refer(clientOf(server, ALPHA));
  await runAcceptTask(clientOf(server, ALPHA), invitationId);
  await server.close();
  return withStore(folder, async (store) => {
    const before = await checkInvariants(store.reads);
    expect(before.filter(({ violations }) => violations.length > 0)).toEqual([]);
    expect(before.filter(({ checked, name }) => checked === 0 && !name.startsWith('no job'))).toEqual([]);
    await store.transaction(change);
    const after = await checkInvariants(store.reads);
    return after.filter(({ violations }) => violations.length > 0).map(({ name }) => name);
  });
};

// Tests the checker that the proofs rely on: each of its invariants can be violated.
test.each<[string, (tx: Queries) => Promise<unknown>, RegExp]>([
  [
    'a task still in progress',
    (tx) => tx.updateTable('tasks').set({ status: 'IN_PROGRESS' }).execute(),
    /a task has ended/,
  ],
  ['a task without its token', (tx) => tx.deleteFrom('client_tokens').execute(), /one client token/],
  [
    'an opportunity that is missing',
    (tx) => tx.deleteFrom('opportunities').where('account_id', '=', ALPHA).execute(),
    /has the opportunity of its invitation/,
  ],
  [
    'a job that is missing',
    (tx) => tx.deleteFrom('resource_snapshot_jobs').execute(),
    /running snapshot job/,
  ],
  ['a snapshot that is missing', (tx) => tx.deleteFrom('resource_snapshots').execute(), /revisions 1, 2/],
  [
    'a revision that was skipped',
    (tx) => tx.updateTable('resource_snapshots').set({ revision: 2 }).execute(),
    /revisions 1, 2/,
  ],
  ['events told twice', tellEverythingTwice, /announced as created once/],
  ['an event with the same id', tellEverythingTwice, /no event is there twice/],
  [
    'an event that is missing',
    (tx) => tx.deleteFrom('events').where('event', 'like', '%Invitation Accepted%').execute(),
    /end of an invitation is announced once/,
  ],
  [
    'an opportunity outside of its engagement',
    (tx) => tx.deleteFrom('engagement_resources').execute(),
    /takes part in the engagement/,
  ],
  [
    'a receiver that did not join',
    (tx) => tx.deleteFrom('engagement_members').where('account_id', '=', ALPHA).execute(),
    /receiver of an accepted invitation/,
  ],
  [
    'members counted wrongly',
    (tx) => tx.updateTable('engagements').set({ member_count: 1 }).execute(),
    /counts its members/,
  ],
  [
    'steps told in another order',
    (tx) =>
      tx
        .updateTable('events')
        .set((row) => ({ sequence: row.neg('sequence') }))
        .execute(),
    /order of its steps/,
  ],
  [
    'a job that is left',
    (tx) =>
      tx
        .insertInto('jobs')
        .values({ id: 'x', queue: 'run-task', payload: '{}', run_at: '', attempts: 0 })
        .execute(),
    /no job of a task is left/,
  ],
])('the checker sees %s', async (_what, change, invariant) => {
  expect(await brokenBy(change)).toContainEqual(expect.stringMatching(invariant));
});

async function tellEverythingTwice(tx: Queries): Promise<void> {
  const events = await tx.selectFrom('events').select(['account_id', 'event']).execute();
  await tx.insertInto('events').values(events).execute();
}
