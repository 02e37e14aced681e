import { awsJson } from '../kit/service/aws-json.ts';
import type { Service } from '../kit/service/service.ts';
import type { Call } from '../operations/operation.ts';

/**
 * The part of EventBridge that an account needs to be told of its events. The SDK's package takes a tenth of a second and
 * some megabytes, so it is loaded with the first request. An error of its own is an InternalException, and a message has a
 * small m.
 */
export const eventBridge: Service<{ callOf(account: string): Call }, { account: string }, Call> = {
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
  callOf: ({ callOf }, { caller: { account } }) => callOf(account),
};
