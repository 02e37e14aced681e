import type { EventTarget } from '../../../model/event-bridge.ts';
import { readArn } from '../../../rules/events/targets.ts';
import type { EventEnvelope } from '../../catalogue.ts';
import { type AwsClients, type AwsService, failureOfCode } from './aws-clients.ts';
import type { DeliveryTarget } from './target.ts';

type Sdk = typeof import('@aws-sdk/client-eventbridge');

const eventBridge: AwsService<Sdk, InstanceType<Sdk['EventBridgeClient']>> = {
  load: () => import('@aws-sdk/client-eventbridge'),
  create: ({ EventBridgeClient }, settings) => new EventBridgeClient(settings),
};

/** AWS reserves sources that begin with `aws.`, so cosell's own events have this source there. */
const SOURCE_AT_AWS = 'cosell.partnercentral-selling';

/** An event bus. It gives the event a new id and leaves the rest as it is. */
export const eventBusTarget = (
  clients: AwsClients,
  target: EventTarget,
): Pick<DeliveryTarget, 'deliver' | 'takePlace'> => ({
  takePlace: () => 0,
  deliver: (event, signal) => {
    const arn = readArn(target.Arn ?? '');
    return clients.call(eventBridge, arn, async (client, { PutEventsCommand }) => {
      const command = new PutEventsCommand({ Entries: [entryOf(event, target.Arn, clients.endpoint)] });
      const { Entries: [entry] = [] } = await client.send(command, { abortSignal: signal });
      return entry?.ErrorCode ? failureOfCode(entry.ErrorCode, 400) : undefined;
    });
  },
});

const entryOf = (event: EventEnvelope, bus: string | undefined, endpoint: string | undefined) => ({
  Time: new Date(event.time),
  Source: endpoint || !event.source.startsWith('aws.') ? event.source : SOURCE_AT_AWS,
  Resources: event.resources,
  DetailType: event['detail-type'],
  Detail: JSON.stringify(event.detail),
  EventBusName: bus,
});
