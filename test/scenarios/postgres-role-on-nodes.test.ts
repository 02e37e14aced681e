import { expect, it } from 'vitest';
import { freshDatabase } from '../support/postgres.ts';
import { BETA, errorOf, startServer } from '../support/server.ts';
import { assume, stsOf } from '../support/sts.ts';

it('acts as its role’s account on every node, whichever issued the key, and expires on all at once', async () => {
  const databaseUrl = await freshDatabase();
  const one = await startServer({ databaseUrl });
  const two = await startServer({ databaseUrl });
  for (const [giver, other] of [
    [one, two],
    [two, one],
  ] as const) {
    const credentials = await assume(giver, BETA);
    expect((await stsOf(other, credentials).getCallerIdentity()).Account).toBe(BETA);
    await giver.clock.advance({ by: '1h' });
    expect(await errorOf(stsOf(other, credentials).getCallerIdentity())).toMatchObject({
      name: 'ExpiredToken',
    });
  }
});
