import type { EventTarget } from '../../../model/event-bridge.ts';
import { readArn } from '../../../rules/events/targets.ts';
import type { EventEnvelope } from '../../catalogue.ts';
import { type AwsClients, callService } from './aws-clients.ts';
import type { DeliveryTarget } from './target.ts';

/** A stream of Data Firehose: the input is the data of one record, without a separator between records. */
export const firehoseStream = (
  clients: AwsClients,
  target: EventTarget,
  inputOf: (event: EventEnvelope) => string,
): Pick<DeliveryTarget, 'deliver' | 'takePlace'> => ({
  takePlace: () => 0,
  deliver: (event, signal) => {
    const arn = readArn(target.Arn);
    return callService(clients, arn, async () => {
      const [client, { PutRecordCommand }] = await Promise.all([
        clients.firehose(arn),
        import('@aws-sdk/client-firehose'),
      ]);
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
