import type { OperationName } from '../../src/model/contract.ts';
import { opportunityInvitation } from '../support/data.ts';
import { ALPHA } from '../support/server.ts';
import { lead, SOLUTION } from '../support/sharing.ts';
import { arnOf, type World } from '../support/world.ts';

/** An operation, the form of an identifier, the identifier in a world, and the request body. */
export type Case = [OperationName, string, (world: World) => string, (identifier: string) => object];

const identifier = (Identifier: string) => ({ Identifier });
export const snapshotOf = (EngagementIdentifier: string, ResourceIdentifier: string) => ({
  EngagementIdentifier,
  ResourceType: 'Opportunity',
  ResourceIdentifier,
  ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
});
const tags = [{ Key: 'a', Value: 'b' }];
const token = { ClientToken: 'x' };

const byEngagement = (operation: OperationName): Case[] => [
  [operation, 'id', (world) => world.engagement, identifier],
  [operation, 'ARN', (world) => arnOf.engagement(world.engagement), identifier],
];
const byInvitation = (operation: OperationName, more: object = {}): Case[] =>
  (['pendingInvitation', 'acceptedInvitation', 'sentInvitation'] as const).flatMap((which): Case[] => [
    [operation, `id of a ${which}`, (world) => world[which], (Identifier) => ({ Identifier, ...more })],
    [
      operation,
      `ARN of a ${which}`,
      (world) => arnOf.invitation(world[which]),
      (Identifier) => ({ Identifier, ...more }),
    ],
  ]);
const byTaggable = (operation: OperationName, more: object = {}): Case[] => [
  [
    operation,
    'opportunity',
    (world) => arnOf.opportunity(world.ownOpportunity),
    (ResourceArn) => ({ ResourceArn, ...more }),
  ],
  [operation, 'job', (world) => arnOf.job(world.job), (ResourceArn) => ({ ResourceArn, ...more })],
];

const byOpportunity = (operation: OperationName, member: string, more: object = {}): Case => [
  operation,
  'id',
  (world) => world.ownOpportunity,
  (id) => ({ [member]: id, ...more }),
];
const byContexts = (operation: OperationName, more: object): Case[] =>
  (['id', 'ARN'] as const).map((form) => [
    operation,
    form,
    (world) => (form === 'id' ? world.leadEngagement : arnOf.engagement(world.leadEngagement)),
    (EngagementIdentifier) => ({ EngagementIdentifier, ...lead(), ...more }),
  ]);
const byJob = (operation: OperationName): Case => [
  operation,
  'id',
  (world) => world.job,
  (ResourceSnapshotJobIdentifier) => ({ ResourceSnapshotJobIdentifier }),
];
const entity = { RelatedEntityType: 'Solutions', RelatedEntityIdentifier: SOLUTION };

/** Every operation that takes the identifier of an existing resource, with each form of identifier. */
export const cases: Case[] = [
  ['GetOpportunity', 'id', (world) => world.opportunity, identifier],
  [
    'UpdateOpportunity',
    'id',
    (world) => world.opportunity,
    (Identifier) => ({ Identifier, LastModifiedDate: '2026-01-01T00:00:00Z' }),
  ],
  [
    'GetAwsOpportunitySummary',
    'id',
    (world) => world.opportunity,
    (RelatedOpportunityIdentifier) => ({ RelatedOpportunityIdentifier }),
  ],
  ...byEngagement('GetEngagement'),
  ...byEngagement('ListEngagementMembers'),
  [
    'CreateEngagementInvitation',
    'id',
    (world) => world.engagement,
    (id) => ({ ...opportunityInvitation(id, '333333333333') }),
  ],
  [
    'CreateEngagementInvitation',
    'id, of one who is a member',
    (world) => world.engagement,
    (id) => ({ ...opportunityInvitation(id, ALPHA) }),
  ],
  ...byInvitation('GetEngagementInvitation'),
  ...byInvitation('AcceptEngagementInvitation'),
  ...byInvitation('RejectEngagementInvitation', { RejectionReason: 'No' }),
  ...byInvitation('StartEngagementByAcceptingInvitationTask', { ClientToken: 'x' }),
  byOpportunity('AssignOpportunity', 'Identifier', {
    Assignee: { FirstName: 'Ana', LastName: 'Lopez', Email: 'ana@example.com', BusinessTitle: 'Seller' },
  }),
  byOpportunity('AssociateOpportunity', 'OpportunityIdentifier', entity),
  byOpportunity('DisassociateOpportunity', 'OpportunityIdentifier', entity),
  byOpportunity('SubmitOpportunity', 'Identifier', { InvolvementType: 'Co-Sell' }),
  byOpportunity('StartEngagementFromOpportunityTask', 'Identifier', {
    ...token,
    AwsSubmission: { InvolvementType: 'Co-Sell' },
  }),
  ...(['id', 'ARN'] as const).map(
    (form): Case => [
      'StartOpportunityFromEngagementTask',
      form,
      (world) => (form === 'id' ? world.leadEngagement : arnOf.engagement(world.leadEngagement)),
      (Identifier) => ({ Identifier, ContextIdentifier: '1', ...token }),
    ],
  ),
  [
    'GetProspectingFromEngagementTask',
    'id',
    (world) => world.prospectingTask,
    (TaskIdentifier) => ({ TaskIdentifier }),
  ],
  ...byContexts('CreateEngagementContext', token),
  ...byContexts('UpdateEngagementContext', {
    ContextIdentifier: '1',
    EngagementLastModifiedAt: '2026-01-01T00:00:00Z',
    Payload: { Lead: { Customer: { CompanyName: 'Example', Address: { CountryCode: 'US' } } } },
  }),
  byJob('GetResourceSnapshotJob'),
  byJob('StartResourceSnapshotJob'),
  byJob('StopResourceSnapshotJob'),
  byJob('DeleteResourceSnapshotJob'),
  ...(['CreateResourceSnapshot', 'CreateResourceSnapshotJob'] as const).map(
    (operation): Case => [
      operation,
      'engagement',
      (world) => world.engagement,
      (id) => ({ ...snapshotOf(id, 'O1'), ...token }),
    ],
  ),
  ['GetResourceSnapshot', 'engagement', (world) => world.engagement, (id) => snapshotOf(id, 'O1')],
  [
    'ListResourceSnapshots',
    'engagement',
    (world) => world.engagement,
    (EngagementIdentifier) => ({ EngagementIdentifier }),
  ],
  ...byTaggable('ListTagsForResource'),
  ...byTaggable('TagResource', { Tags: tags }),
  ...byTaggable('UntagResource', { TagKeys: ['team'] }),
];

const byTask = (
  operation: OperationName,
  task: 'submissionTask' | 'draftTask',
  engagement: 'submittedEngagement' | 'leadEngagement',
  opportunity: 'submittedOpportunity' | 'draftedOpportunity',
): Case[] => [
  [operation, 'task id', (world) => world[task], (id) => ({ TaskIdentifier: [id] })],
  [operation, 'task ARN', (world) => arnOf[task](world[task]), (id) => ({ TaskIdentifier: [id] })],
  [operation, 'engagement id', (world) => world[engagement], (id) => ({ EngagementIdentifier: [id] })],
  [
    operation,
    'engagement ARN',
    (world) => arnOf.engagement(world[engagement]),
    (id) => ({ EngagementIdentifier: [id] }),
  ],
  [operation, 'opportunity', (world) => world[opportunity], (id) => ({ OpportunityIdentifier: [id] })],
];

/** Filters by identifiers: a list omits what the caller cannot see. */
export const filters: Case[] = [
  ['ListOpportunities', 'id', (world) => world.opportunity, (id) => ({ Identifier: [id] })],
  ['ListEngagements', 'id', (world) => world.engagement, (id) => ({ EngagementIdentifier: [id] })],
  [
    'ListEngagements',
    'ARN',
    (world) => arnOf.engagement(world.engagement),
    (id) => ({ EngagementIdentifier: [id] }),
  ],
  ...(['id', 'ARN'] as const).map(
    (form): Case => [
      'ListEngagementInvitations',
      form,
      (world) => (form === 'id' ? world.engagement : arnOf.engagement(world.engagement)),
      (id) => ({ EngagementIdentifier: [id], ParticipantType: 'RECEIVER' }),
    ],
  ),
  ...(['id', 'ARN'] as const).flatMap((form): Case[] => [
    [
      'ListEngagementByAcceptingInvitationTasks',
      `task ${form}`,
      (world) => (form === 'id' ? world.task : arnOf.task(world.task)),
      (id) => ({ TaskIdentifier: [id] }),
    ],
    [
      'ListEngagementByAcceptingInvitationTasks',
      `invitation ${form}`,
      (world) => (form === 'id' ? world.acceptedInvitation : arnOf.invitation(world.acceptedInvitation)),
      (id) => ({ EngagementInvitationIdentifier: [id] }),
    ],
  ]),
  [
    'ListEngagementByAcceptingInvitationTasks',
    'opportunity',
    (world) => world.opportunity,
    (id) => ({ OpportunityIdentifier: [id] }),
  ],
  [
    'ListResourceSnapshotJobs',
    'engagement',
    (world) => world.engagement,
    (id) => ({ EngagementIdentifier: id }),
  ],
  [
    'ListEngagementResourceAssociations',
    'engagement',
    (world) => world.leadEngagement,
    (id) => ({ EngagementIdentifier: id }),
  ],
  [
    'ListEngagementResourceAssociations',
    'resource',
    (world) => world.draftedOpportunity,
    (id) => ({ ResourceIdentifier: id }),
  ],
  ['ListSolutions', 'id', (world) => world.solution, (id) => ({ Identifier: [id] })],
  ...byTask(
    'ListEngagementFromOpportunityTasks',
    'submissionTask',
    'submittedEngagement',
    'submittedOpportunity',
  ),
  ...byTask('ListOpportunityFromEngagementTasks', 'draftTask', 'leadEngagement', 'draftedOpportunity'),
  ...(['id', 'ARN'] as const).map(
    (form): Case => [
      'ListProspectingFromEngagementTasks',
      form,
      (world) => (form === 'id' ? world.prospectingTask : arnOf.prospectingTask(world.prospectingTask)),
      (id) => ({ TaskIdentifier: [id] }),
    ],
  ),
];
