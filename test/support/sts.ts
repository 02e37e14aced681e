import { STS } from '@aws-sdk/client-sts';
import { ALPHA } from './server.ts';

/** Keys as an answer of STS has them. */
export interface GivenCredentials {
  AccessKeyId?: string | undefined;
  SecretAccessKey?: string | undefined;
  SessionToken?: string | undefined;
}

/** What a client of the AWS SDK takes as its credentials: an account's own, or those that STS gave. */
export const credentialsOf = (who: string | GivenCredentials | undefined) => {
  if (typeof who === 'string') return { accessKeyId: who, secretAccessKey: 'secret' };
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = who ?? {};
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(SessionToken !== undefined && { sessionToken: SessionToken }),
  };
};

/** How a client of any service is made that calls the server with these credentials. Nothing is retried. */
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

/** The credentials of a role of an account, assumed by another account. */
export const assume = async (
  server: { endpoint: string },
  account: string,
  by = ALPHA,
): Promise<GivenCredentials | undefined> => {
  const RoleSessionName = 'crm-sync';
  const { Credentials } = await stsOf(server, by).assumeRole({ RoleArn: roleArn(account), RoleSessionName });
  return Credentials;
};
