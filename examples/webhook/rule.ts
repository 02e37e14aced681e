import { fileURLToPath } from 'node:url';
import { EventBridge, type EventBridgeClientConfig } from '@aws-sdk/client-eventbridge';

/** Makes EventBridge send all Partner Central events to an HTTP endpoint with an API key. */
export const sendEventsTo = async (
  url: string,
  apiKey: string,
  config: EventBridgeClientConfig,
): Promise<void> => {
  const eventBridge = new EventBridge(config);
  const connection = {
    Name: 'handler',
    AuthorizationType: 'API_KEY',
    AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'x-api-key', ApiKeyValue: apiKey } },
  } as const;
  // Both exist when this runs again. PutRule and PutTargets make or change, whichever it takes.
  const { ConnectionArn } = await eventBridge
    .createConnection(connection)
    .catch(orElse(() => eventBridge.updateConnection(connection)));
  const destination = {
    Name: 'handler',
    ConnectionArn,
    InvocationEndpoint: url,
    HttpMethod: 'POST',
  } as const;
  const { ApiDestinationArn } = await eventBridge
    .createApiDestination(destination)
    .catch(orElse(() => eventBridge.updateApiDestination(destination)));
  await eventBridge.putRule({
    Name: 'partner-central',
    EventPattern: JSON.stringify({ source: ['aws.partnercentral-selling'] }),
  });
  const { FailedEntryCount, FailedEntries } = await eventBridge.putTargets({
    Rule: 'partner-central',
    Targets: [
      {
        Id: 'handler',
        Arn: ApiDestinationArn,
        RoleArn: 'arn:aws:iam::111122223333:role/call-api-destinations',
      },
    ],
  });
  if (FailedEntryCount) throw new Error(FailedEntries?.[0]?.ErrorMessage);
  eventBridge.destroy();
};

/** Runs `change` if something exists already. */
const orElse =
  <T>(change: () => Promise<T>) =>
  (error: Error): Promise<T> => {
    if (error.name === 'ResourceAlreadyExistsException') return change();
    throw error;
  };

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , url = 'http://127.0.0.1:8080/events'] = process.argv;
  await sendEventsTo(url, process.env.API_KEY ?? 'secret', {
    endpoint: process.env.COSELL_ENDPOINT ?? 'http://127.0.0.1:4747',
    region: 'us-east-1',
    credentials: { accessKeyId: '111122223333', secretAccessKey: 'any' },
  });
}
