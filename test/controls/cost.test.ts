import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { expect, test } from 'vitest';
import { opportunity } from '../support/data.ts';
import { startEngine } from '../support/engine.ts';
import { failingStore } from '../support/failing-store.ts';
import { addFault, advance, operate } from '../support/operator.ts';
import { ALPHA, BETA, clientOf, startServer, temporaryFolder } from '../support/server.ts';

test('a request makes no query for injections and quirks if there are none or they do not match', async () => {
  const plan = failingStore();
  const server = await startEngine({ openStore: plan.openStore });
  const client = clientOf(server, ALPHA);
  const { Id: Identifier } = await client.createOpportunity(opportunity());
  /** The minimum over some requests, because the server sometimes polls for work meanwhile. */
  const queriesOf = async () => {
    const counts: number[] = [];
    for (let request = 0; request < 5; request++) {
      const before = plan.count;
      await client.getOpportunity({ Catalog: 'Sandbox', Identifier });
      counts.push(plan.count - before);
    }
    return Math.min(...counts);
  };
  expect(await queriesOf()).toBe(1);
  await advance(server, '1d');
  await addFault(server, { account: BETA, exception: 'ConflictException', times: 0 });
  await addFault(server, { fail: 'InternalError', times: 0 });
  await operate(server, 'PUT', 'quirks/token-spans-operations', {});
  expect(await queriesOf()).toBe(1);
});

test('signatures are checked by the machine’s time, wherever the clock was moved', async () => {
  const data = await temporaryFolder();
  const open = await startServer({ data });
  await advance(open, '30d');
  await open.close();
  const key = { accessKeyId: 'AKIDALPHA', secretAccessKey: 'alpha/secret+1' };
  const strict = await startServer({
    data,
    auth: 'strict',
    accounts: [{ id: ALPHA, companyName: 'Alpha', credentials: [key] }],
  });
  const client = new PartnerCentralSelling({
    endpoint: strict.endpoint,
    region: 'us-east-1',
    credentials: key,
    maxAttempts: 1,
  });
  const { Id: Identifier } = await client.createOpportunity(opportunity());
  const { CreatedDate } = await client.getOpportunity({ Catalog: 'Sandbox', Identifier });
  expect(Number(CreatedDate) - Date.now()).toBeGreaterThan(29 * 86_400_000);
});
