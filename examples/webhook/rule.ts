import { EventBridge, type EventBridgeClientConfig } from '@aws-sdk/client-eventbridge';

/** Makes EventBridge send all Partner Central events to an HTTP endpoint with an API key. */
export const sendEventsTo = async (
  url: string,
  apiKey: string,
  config: EventBridgeClientConfig,
): Promise<void> => {
  const eventBridge = new EventBridge(config);
  const { ConnectionArn } = await eventBridge.createConnection({
    Name: 'handler',
    AuthorizationType: 'API_KEY',
    AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'x-api-key', ApiKeyValue: apiKey } },
  });
  const { ApiDestinationArn } = await eventBridge.createApiDestination({
    Name: 'handler',
    ConnectionArn,
    InvocationEndpoint: url,
    HttpMethod: 'POST',
  });
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

if (import.meta.main) {
  const [, , url = 'http://127.0.0.1:8080/events'] = process.argv;
  await sendEventsTo(url, process.env.API_KEY ?? 'secret', {
    endpoint: process.env.COSELL_ENDPOINT ?? 'http://127.0.0.1:4747',
    region: 'us-east-1',
    credentials: { accessKeyId: '111122223333', secretAccessKey: 'any' },
  });
}
