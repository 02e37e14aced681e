import * as sdk from '@aws-sdk/client-partnercentral-selling';
import { chars, each, items, type Limits, oneOf, range } from '../../kit/shape/limit.ts';
import {
  account,
  catalog,
  clientToken,
  day,
  engagementArnOrId,
  engagementId,
  invitationArnOrId,
  phone,
  rejectionReason,
  senderEmail,
} from './forms.ts';

/** Limits of invitations and their payloads; those of leads are in leads.ts. */
export const invitations: Limits = {
  AcceptEngagementInvitationRequest: {
    Catalog: catalog,
    Identifier: invitationArnOrId,
  },
  AccountReceiver: {
    AwsAccountId: account,
    Alias: chars(0, 80),
  },
  CreateEngagementInvitationRequest: {
    Catalog: catalog,
    EngagementIdentifier: engagementId,
    ClientToken: clientToken,
  },
  GetEngagementInvitationRequest: {
    Catalog: catalog,
    Identifier: invitationArnOrId,
  },
  Invitation: {
    Message: chars(1, 255),
  },
  ListEngagementInvitationsRequest: {
    Catalog: catalog,
    ParticipantType: oneOf(sdk.ParticipantType),
    MaxResults: range(1, 100),
    PayloadType: each(oneOf(sdk.EngagementInvitationPayloadType)),
    Status: items(1, 10, oneOf(sdk.InvitationStatus)),
    EngagementIdentifier: items(1, 10, engagementArnOrId),
    SenderAwsAccountId: items(1, 10, account),
  },
  OpportunityEngagementInvitationSort: {
    SortOrder: oneOf(sdk.SortOrder),
    SortBy: oneOf(sdk.OpportunityEngagementInvitationSortName),
  },
  OpportunityInvitationPayload: {
    ReceiverResponsibilities: each(oneOf(sdk.ReceiverResponsibility)),
    SenderContacts: items(1, 3),
  },
  ProjectDetails: {
    BusinessProblem: chars(20, 2000),
    Title: chars(1, 255),
    TargetCompletionDate: day,
    ExpectedCustomerSpend: items(0, 10),
  },
  RejectEngagementInvitationRequest: {
    Catalog: catalog,
    Identifier: invitationArnOrId,
    RejectionReason: rejectionReason,
  },
  SenderContact: {
    Email: senderEmail,
    FirstName: chars(0, 80),
    LastName: chars(0, 80),
    BusinessTitle: chars(0, 80),
    Phone: phone,
  },
};
