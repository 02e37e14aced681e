import type { EventTarget } from '../../../model/event-bridge.ts';
import { readArn } from '../../../rules/events/targets.ts';
import type { EventEnvelope } from '../../catalogue.ts';
import type { Failure } from '../outcome.ts';
import type { AwsClients, AwsService } from './aws-clients.ts';
import type { DeliveryTarget } from './target.ts';

type Sdk = typeof import('@aws-sdk/client-cloudwatch-logs');
type Client = InstanceType<Sdk['CloudWatchLogsClient']>;

const logs: AwsService<Sdk, Client> = {
  load: () => import('@aws-sdk/client-cloudwatch-logs'),
  create: ({ CloudWatchLogsClient }, settings) => new CloudWatchLogsClient(settings),
};

interface LogEvent {
  /** Milliseconds since 1970. */
  timestamp: number;
  message: string;
}

/**
 * A log group of CloudWatch Logs: each event becomes a log event. The stream is created if it is missing; the group
 * must exist. A template makes the log event itself: `{"timestamp": <time>, "message": …}`. AWS docs: eb-targets,
 * eb-transform-target-input ("Amazon CloudWatch log group").
 *
 * @param stream the name of the stream; EventBridge uses UUIDs
 */
export const logGroup = (
  clients: AwsClients,
  target: EventTarget,
  stream: string,
  inputOf: (event: EventEnvelope) => string,
): Pick<DeliveryTarget, 'deliver' | 'takePlace'> => ({
  takePlace: () => 0,
  deliver: (event, signal) => {
    const arn = readArn(target.Arn);
    const logEvent = logEventOf(target, event, inputOf(event));
    return clients.call(logs, arn, async (client, sdk) => {
      if (!logEvent) return NO_LOG_EVENT;
      const place = {
        logGroupName: arn.resource.replace(/^log-group:/, '').replace(/:\*$/, ''),
        logStreamName: stream,
      };
      return put({ client, sdk }, place, logEvent, signal);
    });
  },
});

const NO_LOG_EVENT: Failure = {
  code: 'INVALID_PARAMETER',
  message: 'The InputTransformer of a log group has to make an object of a timestamp and a message.',
  permanent: true,
};

/** Returns undefined if the template does not make a log event. */
const logEventOf = (target: EventTarget, event: EventEnvelope, input: string): LogEvent | undefined => {
  if (!target.InputTransformer) return { timestamp: Date.parse(event.time), message: input };
  const { timestamp, message, ...others } = readObject(input);
  const moment = typeof timestamp === 'number' ? timestamp : Date.parse(String(timestamp));
  const isLogEvent = typeof message === 'string' && message !== '' && Object.keys(others).length === 0;
  return isLogEvent && Number.isFinite(moment) ? { timestamp: moment, message } : undefined;
};

const readObject = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
};

interface Place {
  logGroupName: string;
  logStreamName: string;
}

const put = async (
  { client, sdk }: { client: Client; sdk: Sdk },
  place: Place,
  logEvent: LogEvent,
  abortSignal: AbortSignal,
): Promise<Failure | undefined> => {
  const { CreateLogStreamCommand, PutLogEventsCommand } = sdk;
  const command = new PutLogEventsCommand({ ...place, logEvents: [logEvent] });
  const send = () => client.send(command, { abortSignal });
  const { rejectedLogEventsInfo } = await send().catch(async (error: Error) => {
    if (error.name !== 'ResourceNotFoundException') throw error;
    await client.send(new CreateLogStreamCommand(place), { abortSignal }).catch(ignoreIfExists);
    return send();
  });
  if (!rejectedLogEventsInfo) return undefined;
  const message = 'The log group rejected the timestamp: it is too old, or too far in the future.';
  return { code: 'INVALID_PARAMETER', message, permanent: true };
};

/** Ignores the error if a concurrent attempt created the stream. */
const ignoreIfExists = (error: Error): void => {
  if (error.name !== 'ResourceAlreadyExistsException') throw error;
};
