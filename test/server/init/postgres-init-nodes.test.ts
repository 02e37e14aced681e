import { expect, it } from 'vitest';
import { hooks, referral } from '../../support/init.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { ALPHA, clientOf, startServer } from '../../support/server.ts';

const Catalog = 'Sandbox';

it('runs the hooks on one node, and the others wait for it', async () => {
  const databaseUrl = await freshDatabase();
  const init = await hooks({
    '1.json': [referral(ALPHA)],
    '2.mjs': `import { setTimeout as sleep } from 'node:timers/promises';
      export default async (cosell) => { await sleep(700); await cosell.refer({ account: '${ALPHA}' }); };`,
  });
  const counts = await Promise.all(
    [1, 2, 3].map(async () => {
      const server = await startServer({ databaseUrl, init });
      const { EngagementInvitationSummaries } = await clientOf(server, ALPHA).listEngagementInvitations({
        Catalog,
        ParticipantType: 'RECEIVER',
      });
      return EngagementInvitationSummaries?.length;
    }),
  );
  expect(counts).toEqual([2, 2, 2]);
});

it('lets the next node try at once if one has failed', async () => {
  const databaseUrl = await freshDatabase();
  const init = await hooks({ '1.sh': 'exit 1\n' });
  const outcomes = await Promise.allSettled([1, 2].map(() => startServer({ databaseUrl, init })));
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
