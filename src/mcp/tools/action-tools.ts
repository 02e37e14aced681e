import { type Action as AnyAction, scopeOf } from '../../kit/action/action.ts';
import { faultsOf } from '../../kit/action/check.ts';
import { strictSchema } from '../../kit/action/json-schema.ts';
import type { Action } from '../../operator/action.ts';
import { loadActions } from '../../operator/index.ts';
import { doAction } from '../call.ts';
import { type McpClient, whyNoAction } from '../client.ts';
import { failed, invalid, resultOf } from './results.ts';
import { type Arguments, READS, type Tool } from './tool.ts';

/** Whole states are too large for an agent, which saves and restores them by name instead: state-tools.ts. */
const NOT_OFFERED: readonly string[] = ['state.export', 'state.import'];

/** Returns a tool for each action of the operator. */
export const actionTools = async (): Promise<Tool[]> =>
  [...(await loadActions()).values()]
    .filter(({ name }) => !NOT_OFFERED.includes(name))
    .map((action) => ({
      name: toolNameOf(action.name),
      title: action.name,
      description: `${action.summary} (An action of cosell's operator, not of AWS's API.)`,
      annotations: annotationsOf(action),
      schemaFor: () => strictSchema(action.takes),
      whyNot: (client) => whyNoAction(client, action),
      call: (client, given, signal) => call(action, client, given, signal),
    }));

/** The name of an action's tool: some clients allow no dots. */
const toolNameOf = (action: string): string => action.replaceAll('.', '_');

const annotationsOf = (action: AnyAction<never>): Tool['annotations'] => {
  if (scopeOf(action) === 'read') return READS;
  return {
    readOnlyHint: false,
    destructiveHint: action.onlyAdds !== true,
    idempotentHint: action.isIdempotent ?? action.method !== 'POST',
    openWorldHint: false,
  };
};

const call = async (action: Action, client: McpClient, given: Arguments, signal: AbortSignal | undefined) => {
  const faults = faultsOf(action.takes, given);
  if (faults.length > 0) return invalid(faults);
  try {
    return await resultOf(client, await doAction(client, action, given, signal));
  } catch (error) {
    return failed(`${action.name} got no answer: ${(error as Error).message}`);
  }
};
