import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { FirehoseClient } from '@aws-sdk/client-firehose';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { AwsArn } from '../../../rules/events/targets.ts';
import { CALL_TIMEOUT_MS } from '../http-failure.ts';
import type { ErrorCode, Failure } from '../outcome.ts';

/** SDK clients for targets that are AWS services, one per service, account and region, created on first use. */
export interface AwsClients {
  /** The endpoint of all services; undefined means AWS itself. */
  readonly endpoint: string | undefined;
  /** Why the service of an ARN must not be called; undefined if it may be. */
  refusalOf(arn: AwsArn): Failure | undefined;
  sqs(arn: AwsArn): Promise<SQSClient>;
  eventBridge(arn: AwsArn): Promise<EventBridgeClient>;
  lambda(arn: AwsArn): Promise<LambdaClient>;
  logs(arn: AwsArn): Promise<CloudWatchLogsClient>;
  sns(arn: AwsArn): Promise<SNSClient>;
  firehose(arn: AwsArn): Promise<FirehoseClient>;
  close(): void;
}

/**
 * @param place an endpoint (LocalStack, floci and the like), or `aws`: AWS itself, with the credentials of the process.
 * With `aws` every account's rules send with these credentials, so the operator must choose it; if undefined, no
 * service is called. At an endpoint, if the environment has no credentials, the access key id is the ARN's account, as
 * emulators expect.
 */
export const createAwsClients = (place: string | undefined): AwsClients => {
  const endpoint = place === 'aws' ? undefined : place;
  const clients = new Map<string, { destroy(): void }>();
  const settings = ({ region, account }: AwsArn) => ({
    region,
    maxAttempts: 1,
    requestHandler: { requestTimeout: CALL_TIMEOUT_MS, connectionTimeout: CALL_TIMEOUT_MS },
    ...(endpoint && { endpoint }),
    ...(endpoint &&
      !process.env.AWS_ACCESS_KEY_ID &&
      !process.env.AWS_PROFILE && { credentials: { accessKeyId: account, secretAccessKey: 'cosell' } }),
  });
  const keep = <Client extends { destroy(): void }>(
    { service, region, account }: AwsArn,
    make: () => Client,
  ): Client => {
    const key = `${service}/${region}/${account}`;
    const client = (clients.get(key) as Client | undefined) ?? make();
    clients.set(key, client);
    return client;
  };
  return {
    endpoint,
    refusalOf: (arn) => (place === undefined ? NO_PLACE : refusalOfArn(arn)),
    sqs: async (arn) => {
      const { SQSClient } = await import('@aws-sdk/client-sqs');
      // The queue's URL names its account; the endpoint alone says where to send.
      return keep(arn, () => new SQSClient({ ...settings(arn), useQueueUrlAsEndpoint: false }));
    },
    eventBridge: async (arn) => {
      const { EventBridgeClient } = await import('@aws-sdk/client-eventbridge');
      return keep(arn, () => new EventBridgeClient(settings(arn)));
    },
    lambda: async (arn) => {
      const { LambdaClient } = await import('@aws-sdk/client-lambda');
      return keep(arn, () => new LambdaClient(settings(arn)));
    },
    logs: async (arn) => {
      const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs');
      return keep(arn, () => new CloudWatchLogsClient(settings(arn)));
    },
    sns: async (arn) => {
      const { SNSClient } = await import('@aws-sdk/client-sns');
      return keep(arn, () => new SNSClient(settings(arn)));
    },
    firehose: async (arn) => {
      const { FirehoseClient } = await import('@aws-sdk/client-firehose');
      return keep(arn, () => new FirehoseClient(settings(arn)));
    },
    close: () => {
      for (const client of clients.values()) client.destroy();
    },
  };
};

const NO_PLACE: Failure = {
  code: 'NO_PERMISSIONS',
  message: 'The server reaches no AWS services. Start it with --target-endpoint.',
  permanent: true,
};

/** The region becomes part of a host name, so whoever chooses a target must not be able to choose the host with it. */
const refusalOfArn = ({ region, account }: AwsArn): Failure | undefined => {
  if (/^[a-z0-9-]{1,32}$/.test(region) && /^(\d{12}|aws)$/.test(account)) return undefined;
  return {
    code: 'INVALID_PARAMETER',
    message: 'The ARN has no valid region, or no account of 12 digits.',
    permanent: true,
  };
};

/** Calls an AWS service. Returns why that failed, or undefined. `call` may return a failure of its own. */
export const callService = async (
  clients: AwsClients,
  arn: AwsArn,
  call: () => Promise<Failure | undefined>,
): Promise<Failure | undefined> => {
  const refusal = clients.refusalOf(arn);
  if (refusal) return refusal;
  try {
    return await call();
  } catch (error) {
    return failureOfSdk(error);
  }
};

/** Returns the failure that an error of the SDK means. */
const failureOfSdk = (error: unknown): Failure => {
  const { name = '', $metadata } = (error ?? {}) as {
    name?: string;
    $metadata?: { httpStatusCode?: number };
  };
  const status = $metadata?.httpStatusCode;
  if (name === 'TimeoutError' || name === 'AbortError') {
    return { code: 'TIMEOUT', message: 'The service did not answer in time.' };
  }
  if (status === undefined) {
    return {
      code: 'CONNECTION_FAILURE',
      message: `The service could not be called: ${name || 'no answer'}.`,
    };
  }
  return failureOfCode(name, status);
};

/** Returns the failure that an error code of an AWS service means. */
export const failureOfCode = (name: string, status: number): Failure => {
  const message = `The service answered with ${name}.`;
  const permanent = (code: ErrorCode): Failure => ({ code, message, permanent: true });
  if (/throttl|TooManyRequests|LimitExceeded|SlowDown/i.test(name) || status === 429) {
    return { code: 'THROTTLING', message };
  }
  // Expired credentials are renewed, and a function being updated (ResourceConflict) is soon available again.
  if (status >= 500 || /Expired|InternalFailure|InternalException|Unavailable|ResourceConflict/.test(name)) {
    return { code: 'ERROR_FROM_TARGET', message };
  }
  if (/QueueDoesNotExist|NonExistentQueue|NotFound/.test(name)) return permanent('NO_RESOURCE');
  if (
    /AccessDenied|NotAuthorized|AuthorizationError|UnrecognizedClient|InvalidClientTokenId/.test(name) ||
    status === 403
  ) {
    return permanent('NO_PERMISSIONS');
  }
  return permanent('SDK_CLIENT_ERROR');
};
