import type { EngagementContextDetails, Payload } from '@aws-sdk/client-partnercentral-selling';
import type { Output, Wire } from './contract.ts';

/** An opportunity as it is stored: the output of GetOpportunity without its identity and dates. */
export type OpportunityDocument = Omit<
  Output<'GetOpportunity'>,
  'Catalog' | 'Id' | 'Arn' | 'LastModifiedDate' | 'CreatedDate'
> & { Origin?: Output<'GetAwsOpportunitySummary'>['Origin'] };

export type Contact = NonNullable<OpportunityDocument['OpportunityTeam']>[number];
export type LifeCycle = NonNullable<OpportunityDocument['LifeCycle']>;
export type ReviewStatus = NonNullable<LifeCycle['ReviewStatus']>;

/** AWS's side of an opportunity as it is stored. */
export type AwsSummaryDocument = Omit<Output<'GetAwsOpportunitySummary'>, 'Catalog' | 'RelatedOpportunityId'>;

export type EngagementContext = Wire<EngagementContextDetails>;
export type InvitationPayload = Wire<Payload>;
export type OpportunityInvitation = NonNullable<InvitationPayload['OpportunityInvitation']>;
export type SnapshotPayload = NonNullable<Output<'GetResourceSnapshot'>['Payload']>;
export type ReasonCode = NonNullable<Output<'StartEngagementByAcceptingInvitationTask'>['ReasonCode']>;
export type Tag = Output<'ListTagsForResource'>['Tags'][number];

/** The templates of snapshots. Source: AWS docs, working-with-multi-partner-opportunities. */
export const OPPORTUNITY_SUMMARY_VIEW = 'OpportunitySummaryView';
export const AWS_OPPORTUNITY_SUMMARY_FULL_VIEW = 'AwsOpportunitySummaryFullView';
