import type { Caller } from '../access/caller.ts';
import { createAuthorize } from '../access/permissions/authorize.ts';
import type { Permissions } from '../access/permissions/permissions.ts';
import { awsJson } from '../kit/service/aws-json.ts';
import type { Service } from '../kit/service/service.ts';
import type { Call } from '../operations/operation.ts';

/** What the server provides to this service. */
interface EventBridgeHost {
  callOf(account: string): Call;
  /** What callers may do. Default: everything. */
  permissions?: Permissions | undefined;
}

/** Each rule here belongs to the account that created it. */
const authorize = createAuthorize({
  prefix: 'events',
  keys: { 'events:creatoraccount': (_input, { account }) => [account] },
});

/**
 * The part of EventBridge with which an account subscribes to its events. Loading the SDK's package takes a tenth of a
 * second and some megabytes of memory, so the first request loads it. EventBridge calls an internal error
 * InternalException, and writes `message` in lower case.
 */
export const eventBridge: Service<EventBridgeHost, Caller, Call> = {
  signingName: 'events',
  label: 'events',
  protocol: awsJson({
    version: '1.1',
    targetPrefix: 'AWSEvents.',
    title: 'EventBridge',
    notImplemented: (operation) => `cosell does not implement EventBridge's ${operation} yet.`,
    errorBody: ({ name, statusCode, message }) => ({
      __type: statusCode === 500 ? 'InternalException' : name,
      message,
    }),
  }),
  api: async () => (await import('./api.ts')).loadApi(),
  authorize: ({ permissions }, asked) => permissions && authorize(permissions, asked),
  callOf: ({ callOf }, { caller: { account } }) => callOf(account),
};
