import { nearest } from '../../../kit/shape/nearest.ts';
import { operationNames } from '../../../model/contract.ts';
import type { Failed } from './failed.ts';

const PREFIXES: Readonly<Record<string, string>> = {
  'partnercentral-selling': 'AWSPartnerCentralSelling.',
  events: 'AWSEvents.',
};

/** Says which operation was probably meant. */
export const operationNeeds = async ({ kept: { head }, entry: { service } }: Failed): Promise<string[]> => {
  const target = head?.headers['x-amz-target'];
  const prefix = PREFIXES[service];
  if (prefix === undefined) return [];
  const names = service === 'events' ? await eventBridgeNames() : operationNames;
  if (typeof target !== 'string') {
    return [`The header X-Amz-Target: ${prefix}<operation>, or a path that ends with the operation.`];
  }
  const asked = target.slice(target.lastIndexOf('.') + 1);
  if (names.some((name) => name === asked))
    return [`X-Amz-Target: ${prefix}${asked}; the request has ${target}.`];
  return nearest(asked, names).map((name) => `X-Amz-Target: ${prefix}${name}; the request has ${target}.`);
};

/** Loads the SDK's package, which a request to EventBridge has done before. */
const eventBridgeNames = async (): Promise<readonly string[]> =>
  (await import('../../../event-bridge/contract.ts')).schemas.names;
