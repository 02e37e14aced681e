import {
  type GetPromptResult,
  type Prompt,
  ProtocolError,
  ProtocolErrorCode,
} from '@modelcontextprotocol/server';
import { normalAccount } from '../rules/accounts.ts';
import type { McpClient } from './client.ts';
import { readAction, readOperation } from './resources/read.ts';
import { uriOf } from './resources/uri.ts';

/** A prompt, and what it says to an agent for given arguments. */
interface WrittenPrompt extends Prompt {
  write(client: McpClient, given: Readonly<Record<string, string>>): Promise<GetPromptResult['messages']>;
}

const ACCOUNT = { name: 'account', description: 'Twelve digits. Default the account of this MCP server.' };
const CATALOG = { name: 'catalog', description: 'AWS or Sandbox. Default Sandbox.' };

const text = (words: string): GetPromptResult['messages'][number] => ({
  role: 'user',
  content: { type: 'text', text: words },
});

const attached = (uri: string, value: unknown): GetPromptResult['messages'][number] => ({
  role: 'user',
  content: {
    type: 'resource',
    resource: { uri, mimeType: 'application/json', text: JSON.stringify(value, undefined, 1) },
  },
});

const accountOf = (client: McpClient, { account }: Readonly<Record<string, string>>): string => {
  if (account === undefined || account === '') return client.account;
  const known = normalAccount(account);
  if (known !== undefined) return known;
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'account has to be twelve digits, or aws.');
};

const acceptInvitation: WrittenPrompt = {
  name: 'accept-invitation',
  title: 'Accept an invitation and explain what happened',
  description: 'Accepts a pending invitation of an account as a connector does, and explains each effect.',
  arguments: [
    { name: 'invitation', description: 'Its id. Default the newest that is pending.' },
    ACCOUNT,
    CATALOG,
  ],
  write: async (client, given) => {
    const account = accountOf(client, given);
    const { invitation, catalog: Catalog = 'Sandbox' } = given;
    const page = await readOperation<{ EngagementInvitationSummaries: { Id: string; Status: string }[] }>(
      client,
      'ListEngagementInvitations',
      account,
      { Catalog, ParticipantType: 'RECEIVER', Status: ['PENDING'], MaxResults: 20 },
    );
    const pending = page.EngagementInvitationSummaries;
    const chosen = invitation ?? pending[0]?.Id;
    const which =
      chosen === undefined
        ? `The account ${account} has no pending invitation in the catalog ${Catalog}. Let AWS send one first: the tool refer, with this account and catalog.`
        : `Accept the invitation ${chosen} in the catalog ${Catalog} as the account ${account}.`;
    return [
      text(
        `${which}\n\nDo it as a connector does, with the tools of cosell:\n` +
          '1. GetEngagementInvitation: say who invites, to what, and until when.\n' +
          '2. StartEngagementByAcceptingInvitationTask with its Identifier. If the answer is IN_PROGRESS, ask ListEngagementByAcceptingInvitationTasks until the task is COMPLETE or FAILED.\n' +
          '3. GetOpportunity with the OpportunityId of the task.\n' +
          '4. feed for the account, and requests_get for the call that started the task, to see which events each step recorded.\n\n' +
          'Then explain, in the order in which it happened: what each step of the task did, which events the account got and which of them a connector has to handle, and what the partner may change in the opportunity now. If the task failed, say which step, the ReasonCode, and what to do.',
      ),
      ...(pending.length > 0 ? [attached(`cosell://${account}/${Catalog}/invitations`, pending)] : []),
    ];
  },
};

interface Listed {
  id: string;
  outcome: string;
}

const whyRefused: WrittenPrompt = {
  name: 'why-refused',
  title: 'Why was this call refused?',
  description: 'Explains a call that was refused, and what would have been accepted.',
  arguments: [
    { name: 'request', description: 'Its request id. Default the newest call that failed.' },
    ACCOUNT,
  ],
  write: async (client, given) => {
    if (!client.server.hasJournal) {
      throw new ProtocolError(
        ProtocolErrorCode.InvalidRequest,
        'This server keeps no calls. Start it without --journal 0.',
      );
    }
    const account = accountOf(client, given);
    const newest = async (): Promise<string | undefined> => {
      const input = { account, limit: 1000 };
      const { requests } = await readAction<{ requests: Listed[] }>(client, 'requests.list', input);
      return requests.find(({ outcome }) => outcome !== 'ok')?.id;
    };
    const id = given.request || (await newest());
    if (id === undefined) return [text(`No call of the account ${account} has failed. Say so.`)];
    const detail = await readAction<object>(client, 'requests.get', { id, account });
    return [
      text(
        'This call to the AWS Partner Central Selling API was refused. Explain to the person who wrote the program, in plain words: what was asked, why it was refused, and each fault with the member that it is about. Then show the smallest change of the request that would have been accepted, by the limits and the near misses in `explanation`. If it could not have been accepted in the state of now, say what has to happen first. Tell apart what the API demands from what the server guesses.',
      ),
      attached(uriOf({ kind: 'request', account, id }), detail),
    ];
  },
};

const prompts: readonly WrittenPrompt[] = [acceptInvitation, whyRefused];

/** The prompts without what they say. */
export const listPrompts = (): Prompt[] => prompts.map(({ write: _, ...prompt }) => prompt);

/** Writes a prompt. Throws a ProtocolError if there is none of the name. */
export const getPrompt = async (
  client: McpClient,
  name: string,
  given: Readonly<Record<string, string>>,
): Promise<GetPromptResult> => {
  const prompt = prompts.find((each) => each.name === name);
  if (!prompt) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `There is no prompt ${name}.`);
  return { description: prompt.description ?? name, messages: await prompt.write(client, given) };
};
