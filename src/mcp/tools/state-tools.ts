import type { ReadableStream } from 'node:stream/web';
import type { JsonSchema } from '../../kit/action/json-schema.ts';
import { sendToOperator } from '../call.ts';
import { type McpClient, whyNoAction } from '../client.ts';
import { failed, invalid, resultOf, succeeded } from './results.ts';
import type { Arguments, Tool } from './tool.ts';

const STATE_PATH = '/_cosell/state';
const NAME = '^[a-z0-9][a-z0-9-]{0,39}$';

const schema: JsonSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', pattern: NAME, description: 'Lower-case letters, digits and hyphens.' },
  },
  required: ['name'],
  additionalProperties: false,
};

/** A state has everything, secrets too. */
const whyNot = (client: McpClient): string | undefined =>
  whyNoAction(client, { method: 'PUT', scope: 'admin' });

const nameOf = ({ name }: Arguments): string | undefined =>
  typeof name === 'string' && new RegExp(NAME).test(name) ? name : undefined;

const NO_NAME = {
  FieldName: 'name',
  Message: 'name has to be lower-case letters, digits and hyphens, at most 40.',
  Code: 'INVALID_STRING_FORMAT',
};

const saveState: Tool = {
  name: 'state_save',
  title: 'Save the state',
  description:
    'Saves the whole state of the server under a name, so that state_restore can bring it back after a try. It is kept until this MCP server ends.',
  // Only what was saved under the name is replaced.
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  schemaFor: () => schema,
  whyNot,
  call: async (client, given, signal) => {
    const name = nameOf(given);
    if (name === undefined) return invalid([NO_NAME]);
    try {
      const response = await sendToOperator(client, {
        ...{ method: 'GET', path: STATE_PATH, headers: {} },
        ...(signal && { signal }),
      });
      if (!response.ok || !response.body) return await resultOf(client, response);
      const bytes = await client.states.save(name, response.body as ReadableStream<Uint8Array>);
      return succeeded({ name, bytes, saved: client.states.names() });
    } catch (error) {
      return failed(`The state was not saved: ${(error as Error).message}`);
    }
  },
};

const restoreState: Tool = {
  name: 'state_restore',
  title: 'Restore a saved state',
  description:
    'Replaces the whole state of the server by one that state_save saved. What happened since is lost.',
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
  schemaFor: () => schema,
  whyNot,
  call: async (client, given, signal) => {
    const name = nameOf(given);
    if (name === undefined) return invalid([NO_NAME]);
    const body = client.states.open(name);
    if (!body) {
      const saved = client.states.names();
      return failed(
        `No state is saved under the name ${name}. ${saved.length > 0 ? `There are: ${saved.join(', ')}.` : 'Save one with state_save.'}`,
      );
    }
    try {
      const response = await sendToOperator(client, {
        ...{ method: 'PUT', path: STATE_PATH, body },
        headers: { 'content-type': 'application/json' },
        ...(signal && { signal }),
      });
      return await resultOf(client, response);
    } catch (error) {
      return failed(`The state was not restored: ${(error as Error).message}`);
    }
  },
};

export const stateTools: readonly Tool[] = [saveState, restoreState];
