import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refer, runAcceptTask } from '../support/data.ts';
import { startEngine, withStore } from '../support/engine.ts';
import { type FailingStore, failingStore } from '../support/failing-store.ts';
import { checkInvariants } from '../support/invariants.ts';
import { ALPHA, BETA, clientOf, temporaryFolder } from '../support/server.ts';

const ACCOUNTS = [ALPHA, BETA, '333333333333'];

/** Starts a server that dies before a statement, and tasks on it. Returns which starts got a response before. */
const startAndDie = async (folder: string, statements: number, invitations: string[]): Promise<string[]> => {
  const plan: FailingStore = failingStore();
  const server = await startEngine({ location: { folder }, openStore: plan.openStore, taskWait: 0 });
  plan.dieAfter(statements);
  const answered: string[] = [];
  await Promise.all(
    invitations.map(async (invitation, index) => {
      const client = clientOf(server, ACCOUNTS[index] ?? ALPHA);
      const start = () => client.startEngagementByAcceptingInvitationTask(requestFor(invitation));
      await start().then(
        ({ TaskId = '' }) => answered.push(TaskId),
        () => {},
      );
      // Polls as a client does, until the server is dead.
      for (let task = await start().catch(() => undefined); task?.TaskStatus === 'IN_PROGRESS'; ) {
        task = await start().catch(() => undefined);
      }
    }),
  );
  await server.close();
  return answered;
};

const requestFor = (invitation: string) => ({
  Catalog: 'Sandbox',
  ClientToken: `token-${invitation}`,
  Identifier: invitation,
  Tags: [{ Key: 'from', Value: invitation }],
});

// A task takes about thirty statements, including its start; a poll takes two.
test('a task whose process dies between any two statements is completed by the next process', async () => {
  let diedInside = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 3 }),
      async (deaths, tasks) => {
        const folder = await temporaryFolder();
        const first = await startEngine({ location: { folder } });
        const referrals = await Promise.all(
          ACCOUNTS.slice(0, tasks).map((account) => refer(clientOf(first, account))),
        );
        await first.close();
        const invitations = referrals.map((referral) => referral.invitationId);
        const answered = new Set<string>();
        for (const statements of deaths) {
          for (const task of await startAndDie(folder, statements, invitations)) answered.add(task);
        }
        const after = await withStore(folder, (store) =>
          store.reads.selectFrom('tasks').selectAll().where('status', '=', 'IN_PROGRESS').execute(),
        );
        if (after.length > 0) diedInside += 1;

        const last = await startEngine({ location: { folder } });
        const complete = await Promise.all(
          invitations.map((invitation, index) =>
            runAcceptTask(clientOf(last, ACCOUNTS[index] ?? ALPHA), invitation, `token-${invitation}`, [
              { Key: 'from', Value: invitation },
            ]),
          ),
        );
        await last.close();
        expect(complete.map((task) => task.TaskStatus)).toEqual(invitations.map(() => 'COMPLETE'));
        expect(complete.map((task) => task.OpportunityId)).toEqual(
          referrals.map((referral) => referral.opportunityId),
        );
        const ids = complete.map((task) => task.TaskId ?? '');
        expect([...answered].filter((task) => !ids.includes(task))).toEqual([]);
        const invariants = await withStore(folder, (store) => checkInvariants(store.reads));
        expect(invariants.filter(({ violations }) => violations.length > 0)).toEqual([]);
      },
    ),
    { numRuns: 30 },
  );
  expect(diedInside).toBeGreaterThan(0);
});
