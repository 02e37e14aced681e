import type { EventEnvelope } from '../catalogue.ts';
import { type Failure, partsOfFailure } from './outcome.ts';
import type { ExhaustedCondition } from './retry.ts';
import type { AwsClients } from './targets/aws-clients.ts';
import { sendToQueue } from './targets/sqs.ts';
import type { DeliveryTarget } from './targets/target.ts';

/** SQS limits attributes to the size of a message. Longer errors are cut, because nobody reads more. */
const LONGEST_MESSAGE = 1_000;

/** Sends an event that was given up to an SQS queue, with EventBridge's attributes. Source: AWS docs, eb-rule-dlq. */
export const sendToDeadLetterQueue = (
  clients: AwsClients,
  queue: NonNullable<DeliveryTarget['deadLetterQueue']>,
  event: EventEnvelope,
  death: { lastError: string; attempts: number; condition: ExhaustedCondition | undefined },
  signal: AbortSignal,
): Promise<Failure | undefined> => {
  const [code, message] = partsOfFailure(death.lastError);
  const attributes = {
    RULE_ARN: queue.ruleArn,
    TARGET_ARN: queue.targetArn,
    ERROR_CODE: code,
    ERROR_MESSAGE: message.slice(0, LONGEST_MESSAGE),
    RETRY_ATTEMPTS: String(death.attempts - 1),
    ...(death.condition && { EXHAUSTED_RETRY_CONDITION: death.condition }),
  };
  return sendToQueue(clients, { queueArn: queue.arn, body: JSON.stringify(event), attributes }, signal);
};
