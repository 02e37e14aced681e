import { ProtocolError, ProtocolErrorCode, ResourceNotFoundError } from '@modelcontextprotocol/server';
import type { OperationName } from '../../model/contract.ts';
import type { Action } from '../../operator/action.ts';
import { loadActions } from '../../operator/index.ts';
import { callOperation, doAction } from '../call.ts';
import { type McpClient, whyNoAction, whyNoCall } from '../client.ts';
import { readUri, type Subject } from './uri.ts';

/** Calls an operation to read, outside of the journal. Throws the ProtocolError of a refusal. */
export const readOperation = async <T>(
  client: McpClient,
  operation: OperationName,
  account: string,
  input: object,
): Promise<T> => {
  const why = whyNoCall(client, 'Read');
  if (why !== undefined) throw new ProtocolError(ProtocolErrorCode.InvalidRequest, why);
  return answerOf(await callOperation(client, { operation, account, input }, { isOwnReading: true }));
};

/** Does an action that reads. Throws the ProtocolError of a refusal. */
export const readAction = async <T>(client: McpClient, name: string, input: object): Promise<T> => {
  const action = (await loadActions()).get(name) as Action;
  const why = whyNoAction(client, action);
  if (why !== undefined) throw new ProtocolError(ProtocolErrorCode.InvalidRequest, why);
  return answerOf(await doAction(client, action, input as Record<string, unknown>));
};

const answerOf = async <T>(response: Response): Promise<T> => {
  const body = (await response.json()) as { __type?: string; Message?: string };
  if (response.ok) return body as T;
  throw new Refusal(
    body.__type ?? 'Error',
    body.Message ?? `The server answered with status ${response.status}.`,
  );
};

/** A refusal of the server. */
class Refusal extends ProtocolError {
  readonly errorName: string;

  constructor(errorName: string, message: string) {
    super(ProtocolErrorCode.InvalidRequest, `${errorName}: ${message}`);
    this.errorName = errorName;
  }
}

/** Reads a resource. Throws ResourceNotFoundError if there is none, or it is another account's. */
export const readResource = async (client: McpClient, uri: string) => {
  const subject = readUri(uri);
  if (!subject) throw new ResourceNotFoundError(uri);
  const found = await contentOf(client, subject).catch((error: unknown) => {
    if (error instanceof Refusal && error.errorName === 'ResourceNotFoundException') return undefined;
    throw error;
  });
  if (found === undefined) throw new ResourceNotFoundError(uri);
  return { contents: [{ uri, mimeType: 'application/json', text: JSON.stringify(found, undefined, 1) }] };
};

const contentOf = async (client: McpClient, subject: Subject): Promise<unknown> => {
  const { account } = subject;
  switch (subject.kind) {
    case 'opportunity':
    case 'invitation': {
      const operation = subject.kind === 'opportunity' ? 'GetOpportunity' : 'GetEngagementInvitation';
      return readOperation(client, operation, account, { Catalog: subject.catalog, Identifier: subject.id });
    }
    case 'task': {
      const { catalog, id } = subject;
      const { tasks } = await readAction<{ tasks: unknown[] }>(client, 'tasks.list', {
        account,
        catalog,
        id,
      });
      return tasks[0];
    }
    case 'events':
      return readAction(client, 'feed', { account, limit: 50 });
    case 'event': {
      const input = { account, text: subject.id, limit: 50 };
      const { events } = await readAction<{ events: { event: { id: string } }[] }>(client, 'feed', input);
      return events.find(({ event }) => event.id === subject.id)?.event;
    }
    case 'requests':
      return readAction(client, 'requests.list', { account, limit: 50 });
    case 'request':
      return readAction(client, 'requests.get', { account, id: subject.id });
  }
};
