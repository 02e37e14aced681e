import { randomUUID } from 'node:crypto';
import type { CreateOpportunityRequest, PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { expect, test } from 'vitest';
import { opportunity } from '../support/data.ts';
import { ALPHA, AWS, clientOf, startServer } from '../support/server.ts';

/**
 * Programs that take ids from the first answer of a task and go on with them, as AWS's own lead workflow does
 * (aws-samples/partner-crm-integration-samples, leadToOpportunity; AWS docs: working-with-leads). Nothing is polled.
 */

const Catalog = 'Sandbox';
const token = () => randomUUID();

/** Creates a lead of AWS and invites the partner to it. Returns the invitation's id. */
const inviteToLead = async (aws: PartnerCentralSelling): Promise<string> => {
  const Customer = {
    CompanyName: 'Lakeside Mills',
    Industry: 'Aerospace',
    WebsiteUrl: 'https://mills.example.com',
  };
  const source = { SourceType: 'Campaign', SourceId: 'C-77', SourceName: 'Autumn campaign' };
  const { Id = '' } = await aws.createEngagement({
    Catalog,
    ClientToken: token(),
    Title: 'Databases of Lakeside Mills',
    Description: 'A lead of the autumn campaign',
    Contexts: [
      {
        Type: 'Lead',
        Payload: {
          Lead: {
            Customer: {
              CompanyName: Customer.CompanyName,
              Industry: 'Aerospace',
              Address: { CountryCode: 'US' },
            },
            Interactions: [
              {
                ...source,
                CustomerAction: 'Completed Form',
                Contact: {
                  BusinessTitle: 'CTO',
                  Email: 'ann@example.com',
                  FirstName: 'Ann',
                  LastName: 'Other',
                },
              },
            ],
          },
        },
      },
    ],
  });
  const invitation = await aws.createEngagementInvitation({
    Catalog,
    ClientToken: token(),
    EngagementIdentifier: Id,
    Invitation: {
      Message: 'Would you like to take this lead?',
      Receiver: { Account: { AwsAccountId: ALPHA } },
      Payload: {
        LeadInvitation: {
          Customer: {
            ...Customer,
            CountryCode: 'US',
            MarketSegment: 'Enterprise',
            AwsMaturity: 'Evaluating',
          },
          Interaction: { ...source, ContactBusinessTitle: 'CTO', Usecase: 'Database' },
        },
      },
    },
  });
  return invitation.Id ?? '';
};

/** Joins the lead's engagement as the partner and completes the lead. Returns the engagement's id. */
const qualify = async (alpha: PartnerCentralSelling, invitation: string): Promise<string> => {
  const invited = await alpha.getEngagementInvitation({ Catalog, Identifier: invitation });
  expect(invited).toMatchObject({ Status: 'PENDING', PayloadType: 'LeadInvitation' });
  const Identifier = invited.EngagementId ?? '';
  await alpha.acceptEngagementInvitation({ Catalog, Identifier: invitation });
  const engagement = await alpha.getEngagement({ Catalog, Identifier });
  expect(engagement).toMatchObject({ MemberCount: 2, CreatedBy: AWS, ModifiedBy: ALPHA });
  await alpha.updateEngagementContext({
    Catalog,
    EngagementIdentifier: Identifier,
    ContextIdentifier: '1',
    EngagementLastModifiedAt: engagement.ModifiedAt,
    Type: 'Lead',
    Payload: {
      Lead: {
        QualificationStatus: 'Qualified',
        Customer: {
          CompanyName: 'Lakeside Mills',
          Industry: 'Software and Internet',
          WebsiteUrl: 'https://mills.example.com',
          Address: { CountryCode: 'US', StateOrRegion: 'California', City: 'San Francisco' },
          MarketSegment: 'Enterprise',
          AwsMaturity: 'Single-Account',
        },
        Interaction: {
          SourceType: 'Campaign',
          SourceId: 'C-77',
          SourceName: 'Autumn campaign',
          CustomerAction: 'Completed Form',
          Usecase: 'Database',
          BusinessProblem: 'The databases of the mills do not keep up with their orders.',
          Contact: { BusinessTitle: 'CTO', Email: 'ann@example.com', FirstName: 'Ann', LastName: 'Other' },
        },
      },
    },
  });
  return Identifier;
};

const start = async () => {
  const server = await startServer();
  const [alpha, aws] = [clientOf(server, ALPHA), clientOf(server, AWS)];
  return { alpha, aws, engagement: await qualify(alpha, await inviteToLead(aws)) };
};

const associateFirstSolution = async (
  client: PartnerCentralSelling,
  OpportunityIdentifier: string | undefined,
) => {
  const { SolutionSummaries = [] } = await client.listSolutions({
    Catalog,
    Status: ['Active'],
    MaxResults: 20,
  });
  await client.associateOpportunity({
    Catalog,
    OpportunityIdentifier,
    RelatedEntityType: 'Solutions',
    RelatedEntityIdentifier: SolutionSummaries[0]?.Id,
  });
};

test('a lead is converted and submitted with first responses only', async () => {
  const { alpha, engagement } = await start();

  const conversion = await alpha.startOpportunityFromEngagementTask({
    Catalog,
    ClientToken: token(),
    Identifier: engagement,
    ContextIdentifier: '1',
    Tags: [{ Key: 'Source', Value: 'LeadConversion' }],
  });
  expect(conversion).toMatchObject({
    TaskStatus: 'COMPLETE',
    EngagementId: engagement,
    ContextId: '2',
    OpportunityId: expect.stringMatching(/^O[0-9]{1,19}$/),
    ResourceSnapshotJobId: expect.stringMatching(/^job-[0-9a-z]{13}$/),
  });
  await associateFirstSolution(alpha, conversion.OpportunityId);

  const { $metadata, Arn, Id, CreatedDate, RelatedEntityIdentifiers, OpportunityTeam, ...draft } =
    await alpha.getOpportunity({ Catalog, Identifier: conversion.OpportunityId });
  expect(draft).toMatchObject({
    LifeCycle: { ReviewStatus: 'Pending Submission', Stage: 'Prospect' },
    Project: { CustomerBusinessProblem: 'The databases of the mills do not keep up with their orders.' },
  });
  // Completes the draft from a template and sends all of it back.
  const template = opportunity();
  const updated = await alpha.updateOpportunity({
    ...draft,
    Identifier: Id,
    PrimaryNeedsFromAws: template.PrimaryNeedsFromAws,
    Customer: {
      ...template.Customer,
      Account: {
        ...draft.Customer?.Account,
        CompanyName: draft.Customer?.Account?.CompanyName,
        Address: template.Customer?.Account?.Address,
      },
    },
    Project: { ...draft.Project, ...whatTheDraftLacks(template) },
    Marketing: template.Marketing,
    LifeCycle: { ...draft.LifeCycle, NextSteps: 'Call the CTO' },
  });
  expect(updated.Id).toBe(conversion.OpportunityId);

  const submission = await alpha.startEngagementFromOpportunityTask({
    Catalog,
    ClientToken: token(),
    Identifier: conversion.OpportunityId,
    AwsSubmission: { InvolvementType: 'Co-Sell', Visibility: 'Full' },
  });
  expect(submission).toMatchObject({
    TaskStatus: 'COMPLETE',
    OpportunityId: conversion.OpportunityId,
    EngagementId: engagement,
  });
  const { LifeCycle } = await alpha.getOpportunity({ Catalog, Identifier: submission.OpportunityId });
  expect(LifeCycle).toMatchObject({ ReviewStatus: 'Submitted', Stage: 'Prospect' });
});

const whatTheDraftLacks = ({ Project }: CreateOpportunityRequest) => ({
  ExpectedCustomerSpend: Project?.ExpectedCustomerSpend,
  CustomerUseCase: Project?.CustomerUseCase,
  DeliveryModels: Project?.DeliveryModels,
  SalesActivities: Project?.SalesActivities,
});

test('a lead is converted step by step: created, associated, snapshot, submitted', async () => {
  const { alpha, engagement } = await start();
  const { Id: id = '' } = await alpha.createOpportunity(opportunity({ Catalog }));
  await associateFirstSolution(alpha, id);
  const snapshot = await alpha.createResourceSnapshot({
    Catalog,
    ClientToken: token(),
    EngagementIdentifier: engagement,
    ResourceType: 'Opportunity',
    ResourceIdentifier: id,
    ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
  });
  expect(snapshot.Revision).toBe(1);
  const { Contexts = [] } = await alpha.getEngagement({ Catalog, Identifier: engagement });
  expect(Contexts.map(({ Type }) => Type)).toEqual(['Lead', 'CustomerProject']);

  await alpha.submitOpportunity({ Catalog, Identifier: id, InvolvementType: 'Co-Sell', Visibility: 'Full' });
  const { LifeCycle } = await alpha.getOpportunity({ Catalog, Identifier: id });
  expect(LifeCycle?.ReviewStatus).toBe('Submitted');
  const associated = await alpha.listEngagementResourceAssociations({
    Catalog,
    EngagementIdentifier: engagement,
    ResourceType: 'Opportunity',
  });
  expect(associated.EngagementResourceAssociationSummaries?.map(({ ResourceId }) => ResourceId)).toEqual([
    id,
  ]);
});

test('an AWS referral is accepted, and its opportunity updated, with the id of the first response', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  await server.refer({ account: ALPHA, catalog: Catalog });
  const { EngagementInvitationSummaries = [] } = await alpha.listEngagementInvitations({
    Catalog,
    ParticipantType: 'RECEIVER',
    Status: ['PENDING'],
  });
  const accepted = await alpha.startEngagementByAcceptingInvitationTask({
    Catalog,
    ClientToken: token(),
    Identifier: EngagementInvitationSummaries[0]?.Id,
  });
  expect(accepted.TaskStatus).toBe('COMPLETE');
  const { $metadata, Arn, Id, CreatedDate, RelatedEntityIdentifiers, OpportunityTeam, ...current } =
    await alpha.getOpportunity({ Catalog, Identifier: accepted.OpportunityId });
  await alpha.updateOpportunity({
    ...current,
    Identifier: Id,
    LifeCycle: { ...current.LifeCycle, Stage: 'Technical Validation', NextSteps: 'Plan the workshop' },
  });
  const after = await alpha.getOpportunity({ Catalog, Identifier: accepted.OpportunityId });
  expect(after.LifeCycle).toMatchObject({ Stage: 'Technical Validation', NextSteps: 'Plan the workshop' });
});
