import type { EventTarget } from '../../../model/event-bridge.ts';
import { readArn } from '../../../rules/events/targets.ts';
import type { EventEnvelope } from '../../catalogue.ts';
import type { AwsClients, AwsService } from './aws-clients.ts';
import type { DeliveryTarget } from './target.ts';

type Sdk = typeof import('@aws-sdk/client-sns');

const sns: AwsService<Sdk, InstanceType<Sdk['SNSClient']>> = {
  load: () => import('@aws-sdk/client-sns'),
  create: ({ SNSClient }, settings) => new SNSClient(settings),
};

/** An SNS topic: the input is the message. */
export const snsTopic = (
  clients: AwsClients,
  target: EventTarget,
  inputOf: (event: EventEnvelope) => string,
): Pick<DeliveryTarget, 'deliver' | 'takePlace'> => ({
  takePlace: () => 0,
  deliver: (event, signal) => {
    const arn = readArn(target.Arn);
    return clients.call(sns, arn, async (client, { PublishCommand }) => {
      const command = new PublishCommand({ TopicArn: target.Arn, Message: inputOf(event) });
      await client.send(command, { abortSignal: signal });
      return undefined;
    });
  },
});
