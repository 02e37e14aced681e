import { ProtocolError, ProtocolErrorCode, type Resource } from '@modelcontextprotocol/server';
import { type McpClient, whyNoAction, whyNoCall } from '../client.ts';
import { readAction, readOperation } from './read.ts';
import { type Subject, uriOf } from './uri.ts';

/** How many of a kind and catalog are read at once. */
const READ_AT_ONCE = 20;
/** A page has at least so many, if there are. */
const PAGE = 50;

interface Part {
  resources: Resource[];
  next?: string | undefined;
}

/** A part of the list, read page by page. */
type Section = (client: McpClient, next: string | undefined) => Promise<Part>;

const resource = (subject: Subject, title: string, description?: string): Resource => ({
  uri: uriOf(subject),
  name: 'id' in subject ? subject.id : subject.kind,
  title,
  ...(description !== undefined && { description }),
  mimeType: 'application/json',
});

const NO_MORE: Part = { resources: [] };
const READS_AS_OPERATOR = { method: 'GET', own: 'cosell:ReadTasks' } as const;

const lists: Section = async (client) => {
  if (whyNoAction(client, READS_AS_OPERATOR) !== undefined) return NO_MORE;
  const { account, server } = client;
  return {
    resources: [
      resource({ kind: 'events', account }, `Events of ${account}`),
      ...(server.hasJournal ? [resource({ kind: 'requests', account }, `Calls of ${account}`)] : []),
    ],
  };
};

interface ListedTask {
  id: string;
  catalog: string;
  operation: string;
  status: string;
}

const tasks: Section = async (client, after) => {
  if (whyNoAction(client, READS_AS_OPERATOR) !== undefined) return NO_MORE;
  const { account } = client;
  const input = { account, limit: READ_AT_ONCE, ...(after !== undefined && { after }) };
  const page = await readAction<{ tasks: ListedTask[]; next?: string }>(client, 'tasks.list', input);
  return {
    resources: page.tasks.map(({ id, catalog, operation, status }) =>
      resource({ kind: 'task', account, catalog, id }, `${operation}: ${status}`),
    ),
    next: page.next,
  };
};

const invitations =
  (catalog: string): Section =>
  async (client, NextToken) => {
    const { account } = client;
    const page = await readOperation<{
      EngagementInvitationSummaries: Record<string, string>[];
      NextToken?: string;
    }>(client, 'ListEngagementInvitations', account, {
      Catalog: catalog,
      ParticipantType: 'RECEIVER',
      MaxResults: READ_AT_ONCE,
      ...(NextToken && { NextToken }),
    });
    return {
      resources: page.EngagementInvitationSummaries.map(
        ({ Id = '', EngagementTitle, Status, SenderCompanyName }) =>
          resource(
            { kind: 'invitation', account, catalog, id: Id },
            `${EngagementTitle ?? Id}: ${Status}`,
            `An invitation of ${SenderCompanyName}.`,
          ),
      ),
      next: page.NextToken ?? undefined,
    };
  };

interface ListedOpportunity {
  Id: string;
  Customer?: { Account?: { CompanyName?: string } };
  LifeCycle?: { Stage?: string; ReviewStatus?: string };
}

const opportunities =
  (catalog: string): Section =>
  async (client, NextToken) => {
    const { account } = client;
    const page = await readOperation<{ OpportunitySummaries: ListedOpportunity[]; NextToken?: string }>(
      client,
      'ListOpportunities',
      account,
      { Catalog: catalog, MaxResults: READ_AT_ONCE, ...(NextToken && { NextToken }) },
    );
    return {
      resources: page.OpportunitySummaries.map(({ Id, Customer, LifeCycle }) =>
        resource(
          { kind: 'opportunity', account, catalog, id: Id },
          Customer?.Account?.CompanyName ?? Id,
          [LifeCycle?.Stage, LifeCycle?.ReviewStatus].filter(Boolean).join(', '),
        ),
      ),
      next: page.NextToken ?? undefined,
    };
  };

/** Only if the client may call. */
const asAccount =
  (section: Section): Section =>
  async (client, next) =>
    whyNoCall(client, 'List') === undefined ? section(client, next) : NO_MORE;

const sections: readonly Section[] = [
  lists,
  tasks,
  ...['Sandbox', 'AWS'].flatMap((catalog) => [
    asAccount(invitations(catalog)),
    asAccount(opportunities(catalog)),
  ]),
];

/** Lists what the client's default account has, page by page. Costs a call for each section of a page. */
export const listResources = async (client: McpClient, cursor: string | undefined) => {
  let { section, next } = readCursor(cursor);
  const resources: Resource[] = [];
  while (section < sections.length && resources.length < PAGE) {
    const part = await (sections[section] as Section)(client, next);
    resources.push(...part.resources);
    next = part.next;
    if (next === undefined) section += 1;
  }
  if (section === sections.length) return { resources };
  return { resources, nextCursor: Buffer.from(JSON.stringify({ section, next })).toString('base64url') };
};

const readCursor = (cursor: string | undefined): { section: number; next: string | undefined } => {
  if (cursor === undefined) return { section: 0, next: undefined };
  try {
    const { section, next } = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const isRight = Number.isInteger(section) && section >= 0 && section < sections.length;
    if (isRight && (next === undefined || typeof next === 'string')) return { section, next };
  } catch {
    // Says the same as below.
  }
  throw new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    'The cursor is not the nextCursor of an earlier answer.',
  );
};
