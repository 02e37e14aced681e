import { requestOf } from '../kit/action/request.ts';
import { type Keys, sign } from '../kit/http/sign.ts';
import type { OperationName } from '../model/contract.ts';
import type { Action } from '../operator/action.ts';
import type { McpClient, Outgoing } from './client.ts';

const API_SERVICE = 'partnercentral-selling';
const OWN_SERVICE = 'cosell';
/** What reads for a list of resources is no call of a program, and stays out of the journal if it succeeds. */
const NOT_JOURNALED = { 'x-cosell-journal': 'off' };
/** Enough for one call: the shortest that a session can be. */
const SESSION_SECONDS = 900;

export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** Whether the journal leaves it out. Default false. */
  isOwnReading?: boolean;
}

/** Calls an operation of the API as an account, by its front door, as an SDK does. */
export const callOperation = async (
  client: McpClient,
  { operation, account, input }: { operation: OperationName; account: string; input: object },
  { signal, isOwnReading }: CallOptions = {},
): Promise<Response> => {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `AWSPartnerCentralSelling.${operation}`,
    ...(isOwnReading && NOT_JOURNALED),
  };
  const request = { method: 'POST', path: '/', headers, body: JSON.stringify(input), signal };
  return client.connection.send(await signed(client, request, await keysFor(client, account), API_SERVICE));
};

/** Does an action of the operator. The input may violate its schema. */
export const doAction = async (
  client: McpClient,
  action: Action,
  input: Readonly<Record<string, unknown>>,
  signal?: AbortSignal,
): Promise<Response> => {
  const { method, path, body } = requestOf(action, input);
  return sendToOperator(client, {
    ...{ method, path, body, signal },
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
  });
};

/** Sends a request to the operator's routes: with the client's token, or signed with its keys. */
export const sendToOperator = async (client: McpClient, request: Outgoing): Promise<Response> => {
  const { connection, scope, keys } = client;
  if (scope === undefined && keys) return connection.send(await signed(client, request, keys, OWN_SERVICE));
  return connection.send({ ...request, headers: { ...request.headers, ...connection.operatorHeaders } });
};

/**
 * The keys with which a client calls as an account. Without signatures the access key id is the account. With them each call begins
 * a session of the account, so that a token that was revoked calls no more, and the audit log has who called as whom; it costs
 * a request.
 */
const keysFor = async (client: McpClient, account: string): Promise<Keys> => {
  if (client.keys) return client.keys;
  if (!client.server.isStrict) return { accessKeyId: account, secretAccessKey: 'any' };
  const response = await sendToOperator(client, {
    method: 'POST',
    path: '/_cosell/sessions',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, seconds: SESSION_SECONDS }),
  });
  if (response.ok) return (await response.json()) as Keys;
  const { Message = `status ${response.status}` } = (await response.json()) as { Message?: string };
  throw new Error(`No session of the account ${account}: ${Message}`);
};

const signed = async (
  { connection: { host }, server: { region } }: McpClient,
  request: Omit<Outgoing, 'signal'> & { signal?: AbortSignal | undefined },
  keys: Keys,
  service: string,
): Promise<Outgoing> => {
  const { method, path, body, signal } = request;
  const unsigned = { method, url: new URL(path, `http://${host}`), headers: request.headers, body };
  const headers = await sign(unsigned, keys, { region, service });
  return { method, path, headers, body, ...(signal && { signal }) };
};
