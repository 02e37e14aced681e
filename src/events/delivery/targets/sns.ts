import type { EventTarget } from '../../../model/event-bridge.ts';
import { readArn } from '../../../rules/events/targets.ts';
import type { EventEnvelope } from '../../catalogue.ts';
import { type AwsClients, callService } from './aws-clients.ts';
import type { DeliveryTarget } from './target.ts';

/** An SNS topic: the input is the message. */
export const snsTopic = (
  clients: AwsClients,
  target: EventTarget,
  inputOf: (event: EventEnvelope) => string,
): Pick<DeliveryTarget, 'deliver' | 'takePlace'> => ({
  takePlace: () => 0,
  deliver: (event, signal) => {
    const arn = readArn(target.Arn);
    return callService(clients, arn, async () => {
      const [client, { PublishCommand }] = await Promise.all([
        clients.sns(arn),
        import('@aws-sdk/client-sns'),
      ]);
      const command = new PublishCommand({ TopicArn: target.Arn, Message: inputOf(event) });
      await client.send(command, { abortSignal: signal });
      return undefined;
    });
  },
});
