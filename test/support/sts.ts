import { STS } from '@aws-sdk/client-sts';
import { ALPHA } from './server.ts';

/** Keys in a response of STS. */
export interface GivenCredentials {
  AccessKeyId?: string | undefined;
  SecretAccessKey?: string | undefined;
  SessionToken?: string | undefined;
}

/** Returns credentials for an AWS SDK client: an account's own, or those of STS. */
export const credentialsOf = (who: string | GivenCredentials | undefined) => {
  if (typeof who === 'string') return { accessKeyId: who, secretAccessKey: 'secret' };
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = who ?? {};
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(SessionToken !== undefined && { sessionToken: SessionToken }),
  };
};

/** Returns the configuration of a client of any service, with these credentials and without retries. */
export const settingsOf = (
  { endpoint }: { endpoint: string },
  who: string | GivenCredentials | undefined,
) => ({
  endpoint,
  region: 'us-east-1',
  credentials: credentialsOf(who),
  maxAttempts: 1,
});

export const stsOf = (
  server: { endpoint: string },
  who: string | GivenCredentials | undefined = ALPHA,
): STS => new STS(settingsOf(server, who));

export const roleArn = (account: string, name = 'Connector'): string =>
  `arn:aws:iam::${account}:role/${name}`;

/** Returns the credentials of an account's role, assumed by another account. */
export const assume = async (
  server: { endpoint: string },
  account: string,
  by = ALPHA,
): Promise<GivenCredentials | undefined> => {
  const RoleSessionName = 'crm-sync';
  const { Credentials } = await stsOf(server, by).assumeRole({ RoleArn: roleArn(account), RoleSessionName });
  return Credentials;
};
