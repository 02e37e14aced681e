import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { expect, test } from 'vitest';
import { opportunity } from '../support/data.ts';
import { freshDatabase } from '../support/postgres.ts';
import { ALPHA, BETA, clientOf, startServer } from '../support/server.ts';

const BURST = 200;

test('a burst that is larger than the pool waits in turn, and another account does not wait for its end', async () => {
  const databaseUrl = await freshDatabase();
  const server = await startServer({ databaseUrl, databasePoolSize: 2 });
  const ended: string[] = [];
  // The SDK's default are 50 connections.
  const requestHandler = { httpAgent: { maxSockets: BURST } };
  const alpha = new PartnerCentralSelling({ ...server.clientConfig(ALPHA), maxAttempts: 1, requestHandler });
  const beta = clientOf(server, BETA);
  const create = (client: typeof alpha, account: string) =>
    client.createOpportunity(opportunity()).then(
      () => ended.push(account),
      (error: Error) => ended.push(error.name),
    );
  const burst = Array.from({ length: BURST }, () => create(alpha, ALPHA));
  // The others arrive while the burst waits.
  await burst[0];
  await Promise.all([create(beta, BETA), create(beta, BETA), create(beta, BETA)]);
  expect(ended.length).toBeLessThan(BURST);
  await Promise.all(burst);
  // ServiceUnavailable only on a machine on which the burst takes more than ten seconds.
  for (const outcome of ended) expect([ALPHA, BETA, 'ServiceUnavailable']).toContain(outcome);
  expect(ended.filter((outcome) => outcome === BETA)).toHaveLength(3);
});
