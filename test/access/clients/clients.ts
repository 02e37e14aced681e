import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { once } from '../../../src/kit/flow/once.ts';
import { hasBoto3, runProgram } from '../../support/python.ts';

/** What a client signs with. */
export interface Signer {
  endpoint: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
  region?: string;
}

/** A program that calls ListSolutions. Returns `ok`, or the error's code as it shows it. */
export interface Client {
  name: string;
  /** Whether this machine has it. */
  isThere(): Promise<boolean>;
  list(signer: Signer): Promise<string>;
}

const sdk: Client = {
  name: 'the SDK for JavaScript',
  isThere: async () => true,
  list: async ({ endpoint, region = 'us-east-1', ...credentials }) => {
    const client = new PartnerCentralSelling({ endpoint, region, credentials, maxAttempts: 1 });
    try {
      await client.listSolutions({ Catalog: 'Sandbox' });
      return 'ok';
    } catch (error) {
      return (error as Error).name;
    } finally {
      client.destroy();
    }
  },
};

const environmentOf = ({ endpoint, region = 'us-east-1', ...key }: Signer): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: key.accessKeyId,
  AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
  AWS_SESSION_TOKEN: key.sessionToken ?? '',
  AWS_MAX_ATTEMPTS: '1',
  AWS_PAGER: '',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
});

const cli: Client = {
  name: 'the AWS CLI',
  isThere: once(async () => (await runProgram('aws', ['--version'])).code === 0),
  list: async (signer) => {
    const args = ['partnercentral-selling', 'list-solutions', '--catalog', 'Sandbox'];
    const { code, stderr } = await runProgram('aws', args, { env: environmentOf(signer) });
    return code === 0 ? 'ok' : (/An error occurred \((\w+)\)/.exec(stderr)?.[1] ?? stderr);
  },
};

const SCRIPT = `
import boto3
from botocore.exceptions import ClientError
try:
    boto3.client("partnercentral-selling").list_solutions(Catalog="Sandbox")
    print("ok")
except ClientError as error:
    print(error.response["Error"]["Code"])
`;

const boto3: Client = {
  name: 'boto3',
  isThere: once(() => hasBoto3()),
  list: async (signer) => {
    const { stdout, stderr } = await runProgram('python3', ['-c', SCRIPT], { env: environmentOf(signer) });
    return stdout.trim() || stderr;
  },
};

export const clients: readonly Client[] = [sdk, cli, boto3];
