import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import type { Cosell } from '../../src/index.ts';
import { errorOf } from './server.ts';

/** A key that the server made. */
export interface MadeKey {
  accessKeyId: string;
  secretAccessKey?: string;
  /** Of a temporary key. */
  sessionToken?: string;
}

/** Creates the official SDK's client for a key, without retries. */
export const clientWith = (
  { endpoint }: { endpoint: string },
  { accessKeyId, secretAccessKey = '', sessionToken }: MadeKey,
): PartnerCentralSelling =>
  new PartnerCentralSelling({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
    maxAttempts: 1,
  });

/** Returns `accepted`, or the name of the error that a signed call gets. */
export const outcomeOf = async (server: { endpoint: string }, key: MadeKey): Promise<string> => {
  const call = clientWith(server, key).listOpportunities({ Catalog: 'Sandbox' });
  const failed = await call.then(
    () => undefined,
    () => errorOf(call),
  );
  return failed?.name ?? 'accepted';
};

const everything = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'partnercentral:*', Resource: '*' }],
};

/** Creates a user that may do everything in the API, and a key of it. */
export const userWithKey = async (
  server: Pick<Cosell, 'users' | 'keys'>,
  account: string,
  name = 'connector',
): Promise<MadeKey> => {
  await server.users.create({ account, name });
  await server.users.putPolicy({ account, name, policy: 'everything', document: everything });
  return server.keys.create({ account, user: name });
};
