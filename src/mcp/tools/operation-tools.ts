import type { JsonSchema } from '../../kit/action/json-schema.ts';
import { remember } from '../../kit/flow/remember.ts';
import type { AccessLevel } from '../../kit/service/permit.ts';
import type { OperationName } from '../../model/contract.ts';
import { operationJsonSchema } from '../../model/json-schema.ts';
import { loadOperations } from '../../operations/index.ts';
import { normalAccount } from '../../rules/accounts.ts';
import { callOperation } from '../call.ts';
import { type McpClient, whyNoCall } from '../client.ts';
import { failed, invalid, resultOf } from './results.ts';
import { summaryOf } from './summaries.ts';
import { type Arguments, READS, type Tool } from './tool.ts';

/** The argument of every tool for an operation that is no member of the operation's input. */
const ACCOUNT = 'account';

/** Returns a tool for each operation of the API. */
export const operationTools = async (): Promise<Tool[]> =>
  [...(await loadOperations()).values()].map(({ name, access }) => ({
    name,
    title: name,
    description: summaryOf(name),
    annotations: annotationsOf(name, access),
    schemaFor: (client) => schemaFor(name, client),
    whyNot: (client) => whyNoCall(client, access),
    call: (client, given, signal) => call(name, client, given, signal),
  }));

/**
 * What an operation's verb says. Creating, starting and associating only add; what else writes replaces, ends or removes something.
 * A new verb counts as the worst.
 */
const annotationsOf = (name: OperationName, access: AccessLevel): Tool['annotations'] => {
  if (access === 'List' || access === 'Read') return READS;
  const addsOnly = /^(Create|Start|Associate)/.test(name);
  const isIdempotent =
    /^(Accept|Assign|Associate|Delete|Disassociate|Put|Reject|Stop|Submit|Tag|Untag|Update)/.test(name);
  return {
    readOnlyHint: false,
    destructiveHint: !addsOnly,
    idempotentHint: isIdempotent,
    openWorldHint: false,
  };
};

const schemaOf = remember((name) => operationJsonSchema(name as OperationName), 10_000);

const schemaFor = (name: OperationName, { account, keys }: McpClient): JsonSchema => {
  const schema = schemaOf(name);
  // The keys say which account calls.
  if (keys) return schema;
  const whose = {
    type: 'string',
    pattern: '^([0-9]{12}|aws)$',
    default: account,
    description: `The account that calls: twelve digits, or aws for AWS itself. Default ${account}.`,
  };
  return { ...schema, properties: { [ACCOUNT]: whose, ...schema.properties } };
};

const call = async (
  operation: OperationName,
  client: McpClient,
  { [ACCOUNT]: asked = client.account, ...members }: Arguments,
  signal: AbortSignal | undefined,
) => {
  const account = typeof asked === 'string' ? normalAccount(asked) : undefined;
  if (account === undefined) {
    const Message = 'account has to be twelve digits, or aws.';
    return invalid([{ FieldName: ACCOUNT, Message, Code: 'INVALID_STRING_FORMAT' }]);
  }
  try {
    const input = withToken(operation, members);
    return await resultOf(client, await callOperation(client, { operation, account, input }, { signal }));
  } catch (error) {
    return failed(`${operation} got no answer: ${(error as Error).message}`);
  }
};

/** Makes up the ClientToken that an operation requires, as SDKs do. */
const withToken = (operation: OperationName, input: Arguments): Arguments =>
  input.ClientToken === undefined && 'ClientToken' in (schemaOf(operation).properties ?? {})
    ? { ...input, ClientToken: crypto.randomUUID() }
    : input;
