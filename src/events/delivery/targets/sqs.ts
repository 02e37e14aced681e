import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { EventTarget } from '../../../model/event-bridge.ts';
import { type AwsArn, readArn } from '../../../rules/events/targets.ts';
import type { EventEnvelope } from '../../catalogue.ts';
import type { Failure } from '../outcome.ts';
import type { AwsClients, AwsService } from './aws-clients.ts';
import type { DeliveryTarget } from './target.ts';

type Sdk = typeof import('@aws-sdk/client-sqs');

// The queue's URL names its account; the endpoint alone says where to send.
const sqs: AwsService<Sdk, InstanceType<Sdk['SQSClient']>> = {
  load: () => import('@aws-sdk/client-sqs'),
  create: ({ SQSClient }, settings) => new SQSClient({ ...settings, useQueueUrlAsEndpoint: false }),
};

export interface Message {
  queueArn: string;
  body: string;
  groupId?: string | undefined;
  /** For FIFO queues, which drop a repeated id for five minutes. */
  deduplicationId?: string | undefined;
  attributes?: Record<string, string>;
}

/** Sends a message to a queue. Returns why that failed, or undefined. */
export const sendToQueue = (
  clients: AwsClients,
  { queueArn, body, groupId, deduplicationId, attributes = {} }: Message,
  signal: AbortSignal,
): Promise<Failure | undefined> => {
  const arn = readArn(queueArn);
  return clients.call(sqs, arn, async (client, { SendMessageCommand }) => {
    const command = new SendMessageCommand({
      QueueUrl: queueUrl(clients, arn),
      MessageBody: body,
      MessageGroupId: groupId,
      MessageDeduplicationId: deduplicationId,
      MessageAttributes: textAttributes(attributes),
    });
    await client.send(command, { abortSignal: signal });
    return undefined;
  });
};

const queueUrl = ({ endpoint }: AwsClients, { partition, region, account, resource }: AwsArn): string => {
  const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  const base = endpoint?.replace(/\/$/, '') ?? `https://sqs.${region}.${domain}`;
  return `${base}/${account}/${resource}`;
};

const textAttributes = (attributes: Record<string, string>): Record<string, MessageAttributeValue> =>
  Object.fromEntries(
    // SQS rejects empty strings.
    Object.entries(attributes)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
  );

/** An SQS queue. On a FIFO queue the event's id is the deduplication id, so that a retry does not arrive twice. */
export const sqsTarget = (
  clients: AwsClients,
  target: EventTarget,
  inputOf: (event: EventEnvelope) => string,
): Pick<DeliveryTarget, 'deliver' | 'takePlace'> => ({
  takePlace: () => 0,
  deliver: (event, signal) =>
    sendToQueue(
      clients,
      {
        queueArn: target.Arn ?? '',
        body: inputOf(event),
        groupId: target.SqsParameters?.MessageGroupId,
        ...(target.Arn?.endsWith('.fifo') && { deduplicationId: event.id }),
      },
      signal,
    ),
});
