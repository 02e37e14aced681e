import { withinTime } from '../../../kit/flow/within-time.ts';
import type { HttpClient } from '../../../kit/http/client.ts';
import type { EventTarget } from '../../../model/event-bridge.ts';
import { readArn } from '../../../rules/events/targets.ts';
import type { EventEnvelope } from '../../catalogue.ts';
import { CALL_TIMEOUT, failureOfAnswer, failureOfCall } from '../http-failure.ts';
import type { Failure } from '../outcome.ts';
import { type AwsClients, callService } from './aws-clients.ts';
import type { DeliveryTarget } from './target.ts';

type InputOf = (event: EventEnvelope) => string;

/**
 * A Lambda function, invoked asynchronously: the event is delivered once Lambda has taken it, whatever the function then
 * makes of it. AWS docs: Lambda, invocation-async ("Lambda adds the event to a queue").
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
    return callService(clients, arn, async () => {
      const [client, { InvokeCommand }] = await Promise.all([
        clients.lambda(arn),
        import('@aws-sdk/client-lambda'),
      ]);
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

/** What Lambda's emulator answers while the function still works on an earlier event (400), and what Lambda retries. */
const isRetried = (status: number): boolean => [400, 408, 409, 429].includes(status) || status >= 500;

/**
 * A function at a URL, as the emulator of Lambda's runtime and SAM serve it. They answer once the function has ended; an
 * event that was sent is delivered, however long that takes and however it ends, as for a function at AWS.
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
    const request = { method: 'POST', url, headers, body: inputOf(event), onSent };
    try {
      const answer = await withinTime(signal, CALL_TIMEOUT, (limit) => http.call(request, limit));
      const failure = failureOfAnswer(answer, isRetried);
      return failure && answer.status === 404 ? { ...failure, code: 'NO_RESOURCE' } : failure;
    } catch (error) {
      const failure: Failure = failureOfCall(error);
      return failure.code === 'TIMEOUT' && isSent ? undefined : failure;
    }
  },
});
