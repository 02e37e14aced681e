import type { EventTarget } from '../../../model/event-bridge.ts';
import { readArn } from '../../../rules/events/targets.ts';
import type { EventEnvelope } from '../../catalogue.ts';
import type { AwsClients, AwsService } from './aws-clients.ts';
import type { DeliveryTarget } from './target.ts';

type Sdk = typeof import('@aws-sdk/client-firehose');

const firehose: AwsService<Sdk, InstanceType<Sdk['FirehoseClient']>> = {
  load: () => import('@aws-sdk/client-firehose'),
  create: ({ FirehoseClient }, settings) => new FirehoseClient(settings),
};

/** A stream of Data Firehose: the input is the data of one record, without a separator between records. */
export const firehoseStream = (
  clients: AwsClients,
  target: EventTarget,
  inputOf: (event: EventEnvelope) => string,
): Pick<DeliveryTarget, 'deliver' | 'takePlace'> => ({
  takePlace: () => 0,
  deliver: (event, signal) => {
    const arn = readArn(target.Arn);
    return clients.call(firehose, arn, async (client, { PutRecordCommand }) => {
      const DeliveryStreamName = arn.resource.replace(/^deliverystream\//, '');
      const command = new PutRecordCommand({
        DeliveryStreamName,
        Record: { Data: Buffer.from(inputOf(event)) },
      });
      await client.send(command, { abortSignal: signal });
      return undefined;
    });
  },
});
