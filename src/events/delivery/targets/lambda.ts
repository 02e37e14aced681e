import { withinTime } from '../../../kit/flow/within-time.ts';
import type { HttpClient } from '../../../kit/http/client.ts';
import type { EventTarget } from '../../../model/event-bridge.ts';
import { readArn } from '../../../rules/events/targets.ts';
import type { EventEnvelope } from '../../catalogue.ts';
import { CALL_TIMEOUT_MS, failureOfCall, meaningOfAnswer } from '../http-failure.ts';
import type { Failure } from '../outcome.ts';
import type { AwsClients, AwsService } from './aws-clients.ts';
import type { DeliveryTarget } from './target.ts';

type Sdk = typeof import('@aws-sdk/client-lambda');

const lambda: AwsService<Sdk, InstanceType<Sdk['LambdaClient']>> = {
  load: () => import('@aws-sdk/client-lambda'),
  create: ({ LambdaClient }, settings) => new LambdaClient(settings),
};

type InputOf = (event: EventEnvelope) => string;

/**
 * A Lambda function, invoked asynchronously: the event is delivered when Lambda has queued it, whatever the function
 * does with it. AWS docs: Lambda, invocation-async ("Lambda adds the event to a queue").
 */
export const lambdaFunction = (
  clients: AwsClients,
  target: EventTarget,
  inputOf: InputOf,
): Pick<DeliveryTarget, 'deliver' | 'takePlace'> => ({
  takePlace: () => 0,
  deliver: (event, signal) => {
    const { Arn } = target;
    const arn = readArn(Arn);
    return clients.call(lambda, arn, async (client, { InvokeCommand }) => {
      const command = new InvokeCommand({
        FunctionName: Arn,
        InvocationType: 'Event',
        Payload: Buffer.from(inputOf(event)),
      });
      await client.send(command, { abortSignal: signal });
      return undefined;
    });
  },
});

/** 400 is the response of Lambda's emulator while the function is busy; Lambda retries the others. */
const isRetried = (status: number): boolean => [400, 408, 409, 429].includes(status) || status >= 500;

/**
 * A function at a URL, as served by the emulator of Lambda's runtime and by SAM. They respond when the function has
 * ended. As at AWS, an event counts as delivered once it is sent, however long the function takes and however it ends.
 */
export const functionAtUrl = (
  http: HttpClient,
  url: URL,
  inputOf: InputOf,
): Pick<DeliveryTarget, 'deliver' | 'takePlace'> => ({
  takePlace: () => 0,
  deliver: async (event, signal) => {
    let isSent = false;
    const onSent = (): void => {
      isSent = true;
    };
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST', url, headers, pool: event.account, body: inputOf(event), onSent };
    try {
      const answer = await withinTime(signal, CALL_TIMEOUT_MS, (limit) => http.call(request, limit));
      const meaning = meaningOfAnswer(answer, isRetried);
      return meaning.code && answer.status === 404 ? { ...meaning, code: 'NO_RESOURCE' } : meaning;
    } catch (error) {
      const failure: Failure = failureOfCall(error);
      return failure.code === 'TIMEOUT' && isSent ? undefined : failure;
    }
  },
});
