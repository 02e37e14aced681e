import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { opportunity } from '../../support/data.ts';
import { hooks, referral } from '../../support/init.ts';
import { ALPHA, BETA, clientOf, startServer, temporaryFolder } from '../../support/server.ts';
import { startStrictServer } from '../../support/strict.ts';

const Catalog = 'Sandbox';
const ParticipantType = 'RECEIVER';

const invitationsOf = async (server: { endpoint: string }, account: string) =>
  (await clientOf(server, account).listEngagementInvitations({ Catalog, ParticipantType }))
    .EngagementInvitationSummaries ?? [];

/** Waits until another run of the test may look at what a hook waits for. */
const waiting = (file: string) =>
  `import { existsSync } from 'node:fs';
   import { setTimeout as sleep } from 'node:timers/promises';
   export default async () => { while (!existsSync(${JSON.stringify(file)})) await sleep(20); };`;

it('runs JSON, shell and modules in the order of their names, once per store', async () => {
  const said = join(await temporaryFolder(), 'said');
  const init = await hooks({
    '10-accounts.json': [{ action: 'accounts.put', with: { id: ALPHA, companyName: 'Alpha' } }],
    '20-refer.sh': `echo "$AWS_ACCESS_KEY_ID" >>"${said}"; cosell accounts list --json >>"${said}" && cosell refer ${ALPHA}\n`,
    '30-own.mjs': `export default async (cosell, { partnerCentral }) => {
      await cosell.events.waitFor('Engagement Invitation Created', { account: '${ALPHA}' });
      const own = ${JSON.stringify(opportunity())};
      await partnerCentral('${BETA}').createOpportunity(own);
    };`,
    '40-setup.mjs': `export const setup = ({ accounts }) => accounts.put({ id: '${BETA}', companyName: 'Beta' });`,
    'README.md': 'Not a hook.',
    '.hidden.sh': 'exit 1',
  });
  const data = await temporaryFolder();
  for (let start = 0; start < 2; start++) {
    const server = await startServer({ data, init });
    expect(await invitationsOf(server, ALPHA)).toHaveLength(1);
    const { OpportunitySummaries } = await clientOf(server, BETA).listOpportunities({ Catalog });
    expect(OpportunitySummaries).toHaveLength(1);
    expect((await server.accounts.list()).accounts).toMatchObject([
      { companyName: 'Alpha' },
      { companyName: 'Beta' },
    ]);
    await server.close();
  }
  const [key, ...accounts] = (await readFile(said, 'utf8')).split('\n');
  expect(key).toBe('111122223333');
  expect(JSON.parse(accounts.join('\n')).accounts).toMatchObject([{ companyName: 'Alpha' }]);
});

it('lets nobody in before they have run, and says so', async () => {
  const go = join(await temporaryFolder(), 'go');
  const init = await hooks({ '1.json': [referral(ALPHA)], '2.mjs': waiting(go) });
  const port = await freePort();
  const starting = startServer({ init, port });
  const endpoint = `http://127.0.0.1:${port}`;
  const status = async (path: string) => {
    const answer = await fetch(`${endpoint}/_cosell/${path}`).catch(() => undefined);
    return answer && { code: answer.status, ...((await answer.json()) as object) };
  };
  const progress = { status: 'initializing', init: { done: 1, of: 2 } };
  await expect.poll(() => status('health'), { timeout: 60_000 }).toMatchObject({ code: 200, ...progress });
  expect(await status('ready')).toMatchObject({ code: 503, ...progress });
  expect(await status('accounts')).toMatchObject({ code: 503 });
  await expect(invitationsOf({ endpoint }, ALPHA)).rejects.toMatchObject({
    name: 'ServiceUnavailable',
    message: expect.stringContaining('of its 2 init hooks, 1 have run'),
  });
  await hooks({ go: '' }, join(go, '..'));
  const server = await starting;
  expect(await invitationsOf(server, ALPHA)).toHaveLength(1);
  expect(await status('health')).toMatchObject({ code: 200, status: 'ok' });
  expect(await status('ready')).toMatchObject({ code: 200, status: 'ready' });
});

it('gives hooks a way in that closes behind them, where signatures are checked and the operator’s routes are closed', async () => {
  const said = join(await temporaryFolder(), 'said');
  const init = await hooks({
    '1.sh': `cosell refer ${ALPHA} && echo "$COSELL_ENDPOINT $COSELL_OPERATOR_TOKEN" >"${said}"\n`,
    '2.mjs': `export default async (cosell, { partnerCentral }) => {
      await partnerCentral('${ALPHA}').listOpportunities({ Catalog: 'Sandbox' });
    };`,
  });
  const server = await startStrictServer({ init });
  expect(await invitationsOf(server, ALPHA)).toHaveLength(1);
  const [hooksEndpoint, token] = (await readFile(said, 'utf8')).trim().split(' ');
  const headers = { authorization: `Bearer ${token}` };
  await expect(fetch(`${hooksEndpoint}/_cosell/accounts`, { headers })).rejects.toThrow();
  expect((await fetch(`${server.endpoint}/_cosell/accounts`, { headers })).status).toBe(403);
});

it('does not touch a store with data from before', async () => {
  const data = await temporaryFolder();
  const used = await startServer({ data });
  await clientOf(used, ALPHA).createOpportunity(opportunity());
  await used.close();
  const init = await hooks({ '1.json': [referral(BETA)] });
  const server = await startServer({ data, init });
  expect(await invitationsOf(server, BETA)).toEqual([]);
});

it('runs after the seed', async () => {
  const init = await hooks({
    '1.mjs': `export default async (cosell) => {
      const { accounts } = await cosell.accounts.list();
      await cosell.accounts.put({ id: '${BETA}', companyName: accounts[0].companyName + ' too' });
    };`,
  });
  // A referral, beside what a server writes at its start: with it the store is no longer empty.
  const seed = [{ action: 'accounts.put', with: { id: ALPHA, companyName: 'Alpha' } }, referral(ALPHA)];
  const server = await startServer({ init, seed });
  const { accounts } = await server.accounts.list();
  expect(accounts).toMatchObject([{ companyName: 'Alpha' }, { companyName: 'Alpha too' }]);
  expect(await invitationsOf(server, ALPHA)).toHaveLength(1);
});

it('begins with an exported state if that is the first file', async () => {
  const source = await startServer();
  await clientOf(source, ALPHA).createOpportunity(opportunity());
  const state = JSON.stringify(await source.state.export());
  const init = await hooks({ '1-state.json': state, '2.json': [referral(ALPHA)] });
  const server = await startServer({ init });
  const { OpportunitySummaries } = await clientOf(server, ALPHA).listOpportunities({ Catalog });
  expect(OpportunitySummaries).toHaveLength(1);
  expect(await invitationsOf(server, ALPHA)).toHaveLength(1);
  const late = await hooks({ '1.json': [referral(ALPHA)], '2-state.json': state });
  await expect(startServer({ init: late })).rejects.toThrow(
    /2-state\.json failed: a state replaces everything/,
  );
});

const freePort = async (): Promise<number> => {
  const server = await startServer();
  const { port } = new URL(server.endpoint);
  await server.close();
  return Number(port);
};
