import { Agent } from 'node:https';
import type { SecureContext } from 'node:tls';
import { setTimeout } from '../../../kit/flow/real-time.ts';
import { certificateFault } from '../../../kit/http/authorities.ts';
import type { AwsArn } from '../../../rules/events/targets.ts';
import { CALL_TIMEOUT_MS, untrusted } from '../http-failure.ts';
import type { ErrorCode, Failure } from '../outcome.ts';

/** A service of AWS: how its SDK is loaded, on first use, and its client made. */
export interface AwsService<Sdk, Client extends { destroy(): void }> {
  load(): Promise<Sdk>;
  create(sdk: Sdk, settings: ClientSettings): Client;
}

interface ClientSettings {
  region: string;
  maxAttempts: number;
  requestHandler: { requestTimeout: number; connectionTimeout: number; httpsAgent?: Agent };
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

/** The most clients that are kept: whoever writes rules chooses accounts and regions. */
const KEPT = 200;

/** SDK clients for targets that are AWS services, one per service, account and region, created on first use. */
export interface AwsClients {
  /** The endpoint of all services; undefined means AWS itself. */
  readonly endpoint: string | undefined;
  /**
   * Calls the service of an ARN. Returns why that failed, or undefined. `send` is given the client and the SDK, and may
   * return a failure of its own.
   */
  call<Sdk, Client extends { destroy(): void }>(
    service: AwsService<Sdk, Client>,
    arn: AwsArn,
    send: (client: Client, sdk: Sdk) => Promise<Failure | undefined>,
  ): Promise<Failure | undefined>;
  close(): void;
}

/**
 * @param place an endpoint (LocalStack, floci and the like), or `aws`: AWS itself, with the credentials of the process.
 * With `aws` every account's rules send with these credentials, so the operator must choose it; if undefined, no
 * service is called. At an endpoint, if the environment has no credentials, the access key id is the ARN's account, as
 * emulators expect.
 * @param trusted what TLS connections trust; undefined means what Node trusts
 */
export const createAwsClients = (place: string | undefined, trusted?: SecureContext): AwsClients => {
  const endpoint = place === 'aws' ? undefined : place;
  const clients = new Map<string, { destroy(): void }>();
  const settings = ({ region, account }: AwsArn): ClientSettings => ({
    region,
    maxAttempts: 1,
    requestHandler: {
      requestTimeout: CALL_TIMEOUT_MS,
      connectionTimeout: CALL_TIMEOUT_MS,
      ...(trusted && { httpsAgent: new Agent({ keepAlive: true, secureContext: trusted }) }),
    },
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
    clients.delete(key);
    clients.set(key, client);
    const [oldest] = clients.size > KEPT ? clients : [];
    if (oldest) {
      clients.delete(oldest[0]);
      // Its last call ends before that.
      setTimeout(() => oldest[1].destroy(), 2 * CALL_TIMEOUT_MS).unref();
    }
    return client;
  };
  return {
    endpoint,
    call: async (service, arn, send) => {
      const refusal = place === undefined ? NO_PLACE : refusalOfArn(arn);
      if (refusal) return refusal;
      try {
        const sdk = await service.load();
        return await send(
          keep(arn, () => service.create(sdk, settings(arn))),
          sdk,
        );
      } catch (error) {
        return failureOfSdk(error);
      }
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
  const fault = certificateFault(error);
  if (fault !== undefined) return untrusted(fault);
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
  const permanent = (code: ErrorCode): Failure => ({ code, message, permanent: true, status });
  if (/throttl|TooManyRequests|LimitExceeded|SlowDown/i.test(name) || status === 429) {
    return { code: 'THROTTLING', message, status };
  }
  // Expired credentials are renewed, and a function being updated (ResourceConflict) is soon available again.
  if (status >= 500 || /Expired|InternalFailure|InternalException|Unavailable|ResourceConflict/.test(name)) {
    return { code: 'ERROR_FROM_TARGET', message, status };
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
