import { expect, it } from 'vitest';
import { engagement } from '../support/data.ts';
import { clientWith } from '../support/keys.ts';
import { ALPHA, BETA, clientOf, errorOf, startServer } from '../support/server.ts';
import { startStrictServer } from '../support/strict.ts';

it('gives the operator credentials with which it acts as an account, and as no other', async () => {
  const server = await startStrictServer();
  const { Id: Identifier } = await clientOf(server, ALPHA).createEngagement(engagement());
  const { expiration, ...credentials } = await server.sessions.create({ account: ALPHA });
  const operator = clientWith(server, credentials);
  expect(await operator.getEngagement({ Catalog: 'Sandbox', Identifier })).toMatchObject({ Id: Identifier });
  const other = clientWith(server, await server.sessions.create({ account: BETA, seconds: 900 }));
  expect(await errorOf(other.getEngagement({ Catalog: 'Sandbox', Identifier }))).toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await server.clock.advance({ by: '59m' });
  expect(await operator.listEngagements({ Catalog: 'Sandbox' })).toBeDefined();
  await server.clock.advance({ by: '2m' });
  expect(await errorOf(operator.listEngagements({ Catalog: 'Sandbox' }))).toMatchObject({
    name: 'ExpiredTokenException',
  });
  expect(Date.parse(expiration)).toBeLessThan(Date.parse((await server.clock.get()).now));
});

it('gives them without signatures, too', async () => {
  const server = await startServer();
  const { expiration: _, ...credentials } = await server.sessions.create({ account: ALPHA });
  const { Id } = await clientWith(server, credentials).createEngagement(engagement());
  expect(await clientOf(server, ALPHA).getEngagement({ Catalog: 'Sandbox', Identifier: Id })).toMatchObject({
    Id,
  });
});
