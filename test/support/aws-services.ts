import { createHash, createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type Answer, type Received, type Receiver, startReceiver } from './receiver.ts';

/** A call to a service whose signature was valid. */
export interface ServiceCall {
  service: string;
  operation: string;
  input: Record<string, unknown>;
  headers: Received['headers'];
}

export interface AwsServices extends Receiver {
  /** All calls, in order of arrival. */
  calls: ServiceCall[];
  /** The calls of one operation. */
  of(operation: string): ServiceCall['input'][];
}

/** Overrides the response to a call; undefined for the service's own response. */
export type Instead = (call: ServiceCall, count: number) => Answer | undefined;

/**
 * Fakes Lambda, SQS, SNS, CloudWatch Logs, Firehose and EventBridge at one endpoint, for ALPHA: it checks each
 * request's signature and service, and returns what the SDK's clients read.
 */
export const startAwsServices = async (instead: Instead = () => undefined): Promise<AwsServices> => {
  const calls: ServiceCall[] = [];
  const streams = new Set<string>();
  const receiver = await startReceiver((response, received, count) => {
    try {
      checkSignature(received);
      const call = readCall(received);
      calls.push(call);
      const other = instead(call, calls.length - 1);
      if (other) return other(response, received, count);
      reply(response, received, call, streams);
    } catch (error) {
      response.writeHead(403, { 'x-amzn-errortype': 'InvalidSignatureException' }).end(String(error));
    }
  });
  const of = (operation: string) =>
    calls.filter((call) => call.operation === operation).map(({ input }) => input);
  return { ...receiver, calls, of };
};

/** If the environment has no credentials, cosell signs for an endpoint with the account as access key id and this secret. */
const SECRET = 'cosell';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Recomputes the request's AWS Signature Version 4. Throws if it differs. */
const checkSignature = ({ method, path, headers, body }: Received): void => {
  const [, scope = '', signed = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=111111111111\/(\S+), SignedHeaders=(\S+), Signature=(\S+)$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const [place = '', query = ''] = path.split('?');
  const canonical = [
    method,
    // The path on the request line is encoded a second time.
    place.split('/').map(encodeURIComponent).join('/'),
    query,
    ...signed.split(';').map((name) => `${name}:${headers[name]}`),
    '',
    signed,
    hash(body),
  ].join('\n');
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${SECRET}`);
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash(canonical)].join('\n');
  if (hmac(key, text).toString('hex') !== signature)
    throw new Error(`This is not its signature: ${canonical}`);
};

const readCall = ({ path, headers, body }: Received): ServiceCall => {
  const [, service = ''] = /\/us-east-1\/([a-z]+)\/aws4_request/.exec(headers.authorization ?? '') ?? [];
  const [, target] = headers['x-amz-target']?.split('.') ?? [];
  if (target) return { service, operation: target, input: JSON.parse(body), headers };
  const [, name] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(path) ?? [];
  if (name) {
    const input = { FunctionName: decodeURIComponent(name), Payload: body };
    return { service, operation: 'Invoke', input, headers };
  }
  const { Action = '', ...input } = Object.fromEntries(new URLSearchParams(body));
  return { service, operation: Action, input, headers };
};

const reply = (
  response: ServerResponse,
  { headers }: Received,
  { operation, input }: ServiceCall,
  streams: Set<string>,
): ServerResponse => {
  const type = headers['content-type'] ?? 'application/json';
  const json = (value: unknown, status = 200) =>
    response.writeHead(status, { 'content-type': type }).end(JSON.stringify(value));
  const stream = `${input.logGroupName}/${input.logStreamName}`;
  switch (operation) {
    case 'SendMessage':
      return json({
        MessageId: 'm-1',
        MD5OfMessageBody: createHash('md5').update(String(input.MessageBody)).digest('hex'),
      });
    case 'PutEvents':
      return json({ FailedEntryCount: 0, Entries: [{ EventId: 'e-1' }] });
    case 'PutRecord':
      return json({ RecordId: 'r-1' });
    case 'Publish':
      return response
        .writeHead(200, { 'content-type': 'text/xml' })
        .end(
          '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m-1</MessageId>' +
            '</PublishResult></PublishResponse>',
        );
    case 'CreateLogStream':
      streams.add(stream);
      return json({});
    case 'PutLogEvents':
      if (streams.has(stream)) return json({});
      return json({ __type: 'ResourceNotFoundException', message: 'There is no such stream.' }, 400);
    case 'Invoke':
      return response.writeHead(202).end();
    default:
      return response.writeHead(404).end();
  }
};

/** Returns an error response of the JSON protocols. */
export const failWith =
  (code: number, type: string): Answer =>
  (response) => {
    response
      .writeHead(code, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': type })
      .end(JSON.stringify({ __type: type, message: 'no' }));
  };
