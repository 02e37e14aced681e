import * as sdk from '@aws-sdk/client-partnercentral-selling';
import type { NormalizedSchema } from '@smithy/core/schema';
import { validText } from '../../conformance/values.ts';
import { snippet } from '../../src/kit/snippet/index.ts';
import { inputSchema, type OperationName } from '../../src/model/contract.ts';
import { alsoRequired, limits } from '../../src/model/limits.ts';
import { enumNamesOf, snippetShape } from '../../src/model/snippet-shape.ts';
import { madeUpLead, madeUpOpportunity } from '../../src/rules/made-up/referrals.ts';

const SEED = 'O1234567890';
const NOW = '2030-01-01T00:00:00.000Z';
const OPPORTUNITY = 'O1234567890';
const ENGAGEMENT = 'eng-0123456789abcd';
const INVITATION = 'engi-0123456789abc';
const JOB = 'job-0123456789abc';

const { Customer, Interactions } = madeUpLead(SEED, NOW);
const contexts = [{ Type: 'Lead', Payload: { Lead: { Customer, Interactions } } }];

/** Members that have the same value in the example of every operation. */
const common: Readonly<Record<string, unknown>> = {
  Catalog: 'Sandbox',
  ClientToken: 'my-token-1',
  EngagementIdentifier: ENGAGEMENT,
  OpportunityIdentifier: OPPORTUNITY,
  RelatedOpportunityIdentifier: OPPORTUNITY,
  RelatedEntityIdentifier: 'S-1234567',
  RelatedEntityType: 'Solutions',
  ResourceSnapshotJobIdentifier: JOB,
  ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
  ResourceIdentifier: OPPORTUNITY,
  ResourceType: 'Opportunity',
  ResourceArn: `arn:aws:partnercentral:us-east-1:111122223333:catalog/Sandbox/opportunity/${OPPORTUNITY}`,
  ContextIdentifier: '1',
  AwsSubmission: { InvolvementType: 'Co-Sell', Visibility: 'Full' },
  InvolvementType: 'Co-Sell',
  Tags: [{ Key: 'team', Value: 'north' }],
  TagKeys: ['team'],
};

/** What the examples of single operations have besides, or instead. */
const own: Readonly<Partial<Record<OperationName, object>>> = {
  AcceptEngagementInvitation: { Identifier: INVITATION },
  AssignOpportunity: {
    Identifier: OPPORTUNITY,
    Assignee: {
      FirstName: 'Ana',
      LastName: 'Lopez',
      Email: 'ana@example.com',
      BusinessTitle: 'Account manager',
    },
  },
  CreateEngagement: {
    Title: 'Migration of a web shop',
    Description: 'Two partners and AWS, for one customer.',
    Contexts: contexts,
  },
  CreateEngagementContext: { Type: 'Lead', Payload: { Lead: { Customer, Interactions } } },
  CreateEngagementInvitation: {
    Invitation: {
      Message: 'Join us, please.',
      Receiver: { Account: { AwsAccountId: '222222222222' } },
      Payload: {
        LeadInvitation: {
          Customer: { CompanyName: 'Example Corp', CountryCode: 'US' },
          Interaction: {
            SourceType: 'Event',
            SourceName: 'A fair',
            SourceId: 'fair-1',
            Usecase: 'Migration',
            CustomerAction: 'Talked to us',
            ContactBusinessTitle: 'Head of IT',
          },
        },
      },
    },
  },
  CreateOpportunity: { ...madeUpOpportunity(SEED, NOW), PartnerOpportunityIdentifier: 'crm-4711' },
  GetEngagement: { Identifier: ENGAGEMENT },
  GetEngagementInvitation: { Identifier: INVITATION },
  GetOpportunity: { Identifier: OPPORTUNITY },
  GetProspectingFromEngagementTask: { TaskIdentifier: 'task-0123456789abcd' },
  ListEngagementInvitations: { ParticipantType: 'RECEIVER', Status: ['PENDING'] },
  ListEngagementMembers: { Identifier: ENGAGEMENT },
  ListOpportunities: { LifeCycleReviewStatus: ['Approved'], MaxResults: 20 },
  PutSellingSystemSettings: { ResourceSnapshotJobRoleIdentifier: 'ResourceSnapshotJobRole' },
  RejectEngagementInvitation: { Identifier: INVITATION, RejectionReason: 'Customer problem unclear' },
  StartEngagementByAcceptingInvitationTask: { Identifier: INVITATION },
  StartEngagementFromOpportunityTask: { Identifier: OPPORTUNITY },
  StartOpportunityFromEngagementTask: { Identifier: ENGAGEMENT },
  StartProspectingFromEngagementTask: { Identifiers: [ENGAGEMENT], TaskName: 'Leads of the week' },
  SubmitOpportunity: { Identifier: OPPORTUNITY, Visibility: 'Full' },
  UpdateEngagementContext: { EngagementLastModifiedAt: NOW, Type: 'Lead', Payload: { Lead: { Customer } } },
  UpdateOpportunity: { ...madeUpOpportunity(SEED, NOW), Identifier: OPPORTUNITY, LastModifiedDate: NOW },
};

/** Returns an input that is within every limit: what is required, and what makes the operation clear. */
export const exampleInput = (operation: OperationName): Record<string, unknown> => {
  const schema = inputSchema(operation);
  const given: object = own[operation] ?? {};
  return { ...required(schema), ...given };
};

const required = (schema: NormalizedSchema): object => {
  const name = schema.getName() ?? '';
  const leading = Number((schema.getSchema() as readonly unknown[])[6] ?? 0);
  const found = [...schema.structIterator()].filter(
    ([member], index) => index < leading || member === 'ClientToken' || alsoRequired[name]?.includes(member),
  );
  return Object.fromEntries(found.map(([member]) => [member, common[member] ?? sampleOf(name, member)]));
};

const sampleOf = (structure: string, member: string): unknown => {
  const limit = limits[structure]?.[member];
  return limit?.kind === 'items'
    ? [validText(limit.element)]
    : validText(limit as Parameters<typeof validText>[0]);
};

/** Returns the call of an operation as a command of the AWS CLI. */
export const exampleCommand = (operation: OperationName): string =>
  snippet('cli', {
    service: 'partnercentral-selling',
    operation,
    shape: snippetShape(inputSchema(operation), enumNamesOf(sdk)),
    endpoint: 'http://127.0.0.1:4747',
    region: 'us-east-1',
    accessKeyId: '111122223333',
    input: exampleInput(operation),
  });
