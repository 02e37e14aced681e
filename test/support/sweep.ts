import { send, target } from './wire.ts';

type Server = { endpoint: string };
type Json = Record<string, unknown>;

/** Lists and gets everything that accounts have, at every door. Returns the responses with a status of 500 or more. */
export const sweep = async (server: Server, accounts: readonly string[]): Promise<string[]> => {
  const failed: string[] = [];
  const note = (what: string, { status, text }: { status: number; text: string }): void => {
    if (status >= 500) failed.push(`${what}: ${status} ${text.slice(0, 300)}`);
  };
  for (const account of accounts) {
    const authorization = `AWS4-HMAC-SHA256 Credential=${account}/20260101/us-east-1/x/aws4_request, SignedHeaders=host, Signature=x`;
    const call = async (prefix: string, operation: string, input: Json): Promise<Json> => {
      const headers = { ...target(operation), authorization };
      if (prefix !== '')
        Object.assign(headers, {
          'x-amz-target': `${prefix}.${operation}`,
          'content-type': 'application/x-amz-json-1.1',
        });
      const answer = await send(server, { headers, body: JSON.stringify(input) });
      note(`${account} ${operation}(${JSON.stringify(input)})`, answer);
      return (answer.json ?? {}) as Json;
    };
    await sweepPartnerCentral((operation, input) => call('', operation, { Catalog: 'Sandbox', ...input }));
    await sweepEventBridge((operation, input) => call('AWSEvents', operation, input));
  }
  for (const path of OPERATOR_PATHS)
    note(path, await send(server, { method: 'GET', path: `/_cosell/${path}` }));
  return failed;
};

type Call = (operation: string, input: Json) => Promise<Json>;

const OPERATOR_PATHS = [
  ...[
    'accounts',
    'clock',
    'dead-letters',
    'faults',
    'quirks',
    'quotas',
    'reviews/policy',
    'state',
    'targets',
    'tasks',
  ],
  ...['task-wait', 'health', 'ready', 'events?after=0&limit=1000', `events?account=111111111111`],
];

const listed = async (call: Call, operation: string, member: string, input: Json = {}): Promise<Json[]> => {
  const found = (await call(operation, input))[member];
  return Array.isArray(found) ? found : [];
};

const sweepPartnerCentral = async (call: Call): Promise<void> => {
  const opportunities = await listed(call, 'ListOpportunities', 'OpportunitySummaries');
  for (const { Id } of opportunities) {
    await call('GetOpportunity', { Identifier: Id });
    await call('GetAwsOpportunitySummary', { RelatedOpportunityIdentifier: Id });
  }
  const engagements = await listed(call, 'ListEngagements', 'EngagementSummaryList');
  for (const { Id } of engagements) {
    await call('GetEngagement', { Identifier: Id });
    await call('ListEngagementMembers', { Identifier: Id });
    for (const { ResourceId, ResourceType } of await listed(
      call,
      'ListEngagementResourceAssociations',
      'EngagementResourceAssociationSummaries',
      { EngagementIdentifier: Id },
    )) {
      await call('ListEngagementResourceAssociations', { ResourceIdentifier: ResourceId, ResourceType });
    }
    const snapshots = await listed(call, 'ListResourceSnapshots', 'ResourceSnapshotSummaries', {
      EngagementIdentifier: Id,
    });
    for (const { ResourceType, ResourceId, ResourceSnapshotTemplateName, Revision } of snapshots) {
      const key = {
        ResourceType,
        ResourceIdentifier: ResourceId,
        ResourceSnapshotTemplateIdentifier: ResourceSnapshotTemplateName,
      };
      await call('GetResourceSnapshot', { EngagementIdentifier: Id, ...key, Revision });
    }
  }
  for (const ParticipantType of ['SENDER', 'RECEIVER']) {
    for (const { Id } of await listed(call, 'ListEngagementInvitations', 'EngagementInvitationSummaries', {
      ParticipantType,
    })) {
      await call('GetEngagementInvitation', { Identifier: Id });
    }
  }
  for (const kind of ['ByAcceptingInvitation', 'FromOpportunity'])
    await call(`ListEngagement${kind}Tasks`, {});
  await call('ListOpportunityFromEngagementTasks', {});
  for (const { TaskId } of await listed(call, 'ListProspectingFromEngagementTasks', 'TaskSummaries')) {
    await call('GetProspectingFromEngagementTask', { TaskIdentifier: TaskId });
  }
  for (const { Id } of await listed(call, 'ListResourceSnapshotJobs', 'ResourceSnapshotJobSummaries')) {
    await call('GetResourceSnapshotJob', { ResourceSnapshotJobIdentifier: Id });
  }
  for (const { Arn } of opportunities) await call('ListTagsForResource', { ResourceArn: Arn });
  await call('ListSolutions', {});
  await call('GetSellingSystemSettings', {});
};

const sweepEventBridge = async (call: Call): Promise<void> => {
  for (const { Name, Arn } of await listed(call, 'ListRules', 'Rules')) {
    await call('DescribeRule', { Name });
    await call('ListTargetsByRule', { Rule: Name });
    await call('ListTagsForResource', { ResourceARN: Arn });
  }
  for (const { Name } of await listed(call, 'ListConnections', 'Connections'))
    await call('DescribeConnection', { Name });
  for (const { Name } of await listed(call, 'ListApiDestinations', 'ApiDestinations'))
    await call('DescribeApiDestination', { Name });
  await call('ListEventBuses', {});
};
