import { expect, it } from 'vitest';
import { startCosell } from '../../src/index.ts';
import { newSealKey } from '../../src/kit/service/seal.ts';
import { outcomeOf, userWithKey } from '../support/keys.ts';
import { freshDatabase } from '../support/postgres.ts';
import { ALPHA, startServer } from '../support/server.ts';

const nodes = async (count: number) => {
  const databaseUrl = await freshDatabase();
  const options = { databaseUrl, auth: 'strict', operatorToken: 'x', secretsKeys: [newSealKey()] } as const;
  const started = [];
  for (let node = 0; node < count; node += 1) started.push(await startServer(options));
  return started;
};

it('a key is known on every node once its command is answered, and revoked on every node', async () => {
  const [one, ...others] = await nodes(3);
  if (!one) throw new Error('unreachable');
  const key = await userWithKey(one, ALPHA);
  for (const node of [one, ...others]) expect(await outcomeOf(node, key)).toBe('accepted');
  // Another node than the one that made it, and all have it in their caches.
  await others[0]?.keys.update({ accessKeyId: key.accessKeyId, status: 'Inactive' });
  for (const node of [one, ...others]) {
    expect(await outcomeOf(node, key)).toBe('UnrecognizedClientException');
  }
  await one.keys.update({ accessKeyId: key.accessKeyId, status: 'Active' });
  for (const node of [one, ...others]) expect(await outcomeOf(node, key)).toBe('accepted');
  await others[1]?.keys.revoke({ accessKeyId: key.accessKeyId });
  for (const node of [one, ...others]) {
    expect(await outcomeOf(node, key)).toBe('UnrecognizedClientException');
  }
});

it('a shared database needs a secrets key before its first secret, the same on every node', async () => {
  const databaseUrl = await freshDatabase();
  const options = { databaseUrl, auth: 'strict', operatorToken: 'x' } as const;
  const without = await startServer(options);
  await expect(without.keys.create({ account: ALPHA })).rejects.toThrow(/openssl rand -base64 32/);
  const secretsKeys = [newSealKey()];
  const given = await startServer({ ...options, secretsKeys });
  const key = await given.keys.create({ account: ALPHA });
  expect(await outcomeOf(given, key)).toBe('accepted');
  // Started before: it cannot read the secret, and says so in its log.
  expect(await outcomeOf(without, key)).toBe('UnrecognizedClientException');
  await expect(startCosell(options)).rejects.toThrow(/encrypted with the secrets key/);
  await expect(startCosell({ ...options, secretsKeys: [newSealKey()] })).rejects.toThrow(/secrets key/);
});
