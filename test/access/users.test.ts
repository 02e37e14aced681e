import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { startCosell } from '../../src/index.ts';
import { ALPHA, errorOf, startServer } from '../support/server.ts';

const key = (name: string) => ({ accessKeyId: `AKID${name}`, secretAccessKey: `secret of ${name}` });

const identityOf = ({ endpoint }: { endpoint: string }, credentials: ReturnType<typeof key>) =>
  new STSClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 }).send(
    new GetCallerIdentityCommand({}),
  );

describe('users of the configuration', () => {
  it('call by any of their keys, under their own ARN and id', async () => {
    const server = await startServer({
      auth: 'strict',
      accounts: [{ id: ALPHA, companyName: 'Alpha', credentials: [key('ROOT')] }],
      users: [
        { account: ALPHA, name: 'connector', path: '/crm/', accessKeys: [key('ONE'), key('TWO')] },
        { account: ALPHA, name: 'reader', accessKeys: [key('THREE')] },
      ],
    });
    const root = await identityOf(server, key('ROOT'));
    expect(root).toMatchObject({ Account: ALPHA, Arn: `arn:aws:iam::${ALPHA}:root`, UserId: ALPHA });
    const one = await identityOf(server, key('ONE'));
    expect(one).toMatchObject({ Account: ALPHA, Arn: `arn:aws:iam::${ALPHA}:user/crm/connector` });
    expect(one.UserId).toMatch(/^AIDA[A-Z2-7]{17}$/);
    expect((await identityOf(server, key('TWO'))).UserId).toBe(one.UserId);
    const three = await identityOf(server, key('THREE'));
    expect(three.Arn).toBe(`arn:aws:iam::${ALPHA}:user/reader`);
    expect(three.UserId).not.toBe(one.UserId);
    expect((await errorOf(identityOf(server, key('FOUR')))).name).toBe('InvalidClientTokenId');
  });

  it('are enough for a strict server, but need an account and names that differ', async () => {
    const user = { account: ALPHA, name: 'one', accessKeys: [key('ONE')] };
    await startServer({ auth: 'strict', users: [user] });
    const twice = startCosell({ auth: 'strict', users: [user, { ...user, accessKeys: [] }] });
    await expect(twice).rejects.toThrow(/Two users/);
    const nobody = startCosell({ auth: 'strict', users: [{ ...user, account: '12' }] });
    await expect(nobody).rejects.toThrow(/12 digits/);
  });
});
