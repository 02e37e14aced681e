import * as sdk from '@aws-sdk/client-partnercentral-selling';
import { chars, each, items, type Limit, oneOf, pattern, range } from './limit.ts';

/*
 * What the SDK's schemas do not know: how long, how many, of which form. By structure and member, for everything that
 * an operation takes; a member without a line has no limit. Source: the service's model 2022-07-26 as botocore
 * carries it, and for what came later the API reference. Enums are the SDK's own, so that an upgrade brings new
 * values. The model's patterns are Java's; those that would backtrack without end are rewritten to equal linear ones.
 */

const catalog = oneOf(['AWS', 'Sandbox'], pattern('[a-zA-Z]+'));
const account = pattern(String.raw`([0-9]{12}|\w{1,12})`);
const clientToken = pattern('.+', 1, 255);

const opportunityId = pattern('O[0-9]{1,19}');
const solutionId = pattern('S-[0-9]{1,19}');
const engagementId = pattern('eng-[0-9a-z]{14}');
const engagementArnOrId = pattern('(arn:.*|eng-[0-9a-z]{14})');
const invitationArnOrId = pattern('(arn:.*|engi-[0-9a-z]{13})', 1, 255);
const taskArnOrId = pattern('(arn:.*|task-[0-9a-z]{13})');
const prospectingTaskId = pattern('task-[0-9a-z]{14}');
const jobId = pattern('job-[0-9a-z]{13}');
const contextId = pattern('[1-9][0-9]*');
const snapshotTemplate = pattern('[a-zA-Z0-9]+', 3, 80);
const taggableArn = pattern(
  String.raw`arn:[\w+=/,.@-]+:partnercentral:[\w+=/,.@-]*:[0-9]{12}:catalog/([a-zA-Z]+)/[\w+=,.@-]+(/[\w+=,.@-]+)*`,
  1,
  1000,
);

const day = pattern('[1-9][0-9]{3}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])');
const amount = pattern(String.raw`(0|([1-9][0-9]{0,30}))(\.[0-9]{0,2})?`);
const amountOrEmpty = pattern(String.raw`((0|([1-9][0-9]{0,30}))(\.[0-9]{0,2})?)?`);
const phone = pattern(String.raw`\+[1-9]\d{1,14}`);
const email = pattern(
  String.raw`[a-z0-9!#$%&'*+/=?^_${'`'}{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_${'`'}{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?`,
  0,
  80,
);
// The model's `(?:.[a-zA-Z0-9-]+)*`, where the dot may be any character: what separates is what cannot be in between.
const senderEmail = pattern(
  String.raw`[a-zA-Z0-9.!#$%&'*+/=?^_{|}~-]+@[a-zA-Z0-9-]+([^a-zA-Z0-9\-\n\r\u2028\u2029][a-zA-Z0-9-]+)*`,
  1,
  80,
);
// The model's `((http|https)://)??(www[.])??([a-zA-Z0-9]|-)+?([.][a-zA-Z0-9(-|/|=|?)??]+?)+?`. Its last class has the
// range ( to |, which holds the dot, letters and digits: the repetition of groups and the `www.` say nothing more.
const website = pattern('(https?://)?[a-zA-Z0-9-]+[.][(-|]+', 4, 255);
const marketSegment = oneOf(['Enterprise', 'Large', 'Medium', 'Small', 'Micro']);
const tagKey = pattern(String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]*`, 1, 128);
const tagValue = pattern(String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]*`, 0, 256);

/** The limits by structure and member. */
export const limits: Readonly<Record<string, Readonly<Record<string, Limit>>>> = {
  AcceptEngagementInvitationRequest: {
    Catalog: catalog,
    Identifier: invitationArnOrId,
  },
  Account: {
    CompanyName: chars(0, 120),
    Industry: oneOf(sdk.Industry),
    OtherIndustry: chars(0, 255),
    WebsiteUrl: chars(4, 255),
    AwsAccountId: account,
    Duns: pattern('[0-9]{9}'),
  },
  AccountReceiver: {
    AwsAccountId: account,
    Alias: chars(0, 80),
  },
  Address: {
    City: chars(0, 255),
    PostalCode: chars(0, 20),
    CountryCode: oneOf(sdk.CountryCode),
    StreetAddress: chars(0, 255),
  },
  AssignOpportunityRequest: {
    Catalog: catalog,
    Identifier: opportunityId,
  },
  AssigneeContact: {
    Email: email,
    FirstName: chars(0, 80),
    LastName: chars(0, 80),
    BusinessTitle: chars(0, 80),
    Phone: phone,
  },
  AssociateOpportunityRequest: {
    Catalog: catalog,
    OpportunityIdentifier: opportunityId,
    RelatedEntityType: oneOf(sdk.RelatedEntityType),
    RelatedEntityIdentifier: chars(1, 255),
  },
  AwsSubmission: {
    InvolvementType: oneOf(sdk.SalesInvolvementType),
    Visibility: oneOf(sdk.Visibility),
  },
  Contact: {
    Email: email,
    FirstName: chars(0, 80),
    LastName: chars(0, 80),
    BusinessTitle: chars(0, 80),
    Phone: phone,
  },
  CreateEngagementContextRequest: {
    Catalog: catalog,
    EngagementIdentifier: engagementArnOrId,
    Type: oneOf(sdk.EngagementContextType),
    ClientToken: clientToken,
  },
  CreateEngagementInvitationRequest: {
    Catalog: catalog,
    EngagementIdentifier: engagementId,
    ClientToken: clientToken,
  },
  CreateEngagementRequest: {
    Catalog: catalog,
    ClientToken: clientToken,
    Title: chars(1, 40),
    Description: chars(0, 255),
    Contexts: items(0, 5),
  },
  CreateOpportunityRequest: {
    Catalog: catalog,
    PrimaryNeedsFromAws: each(oneOf(sdk.PrimaryNeedFromAws)),
    NationalSecurity: oneOf(sdk.NationalSecurity),
    PartnerOpportunityIdentifier: chars(0, 64),
    OpportunityType: oneOf(sdk.OpportunityType),
    ClientToken: clientToken,
    Origin: oneOf(sdk.OpportunityOrigin),
    OpportunityTeam: items(0, 10),
    Tags: items(1, 200),
  },
  CreateResourceSnapshotJobRequest: {
    Catalog: catalog,
    EngagementIdentifier: engagementId,
    ResourceType: oneOf(sdk.ResourceType),
    ResourceIdentifier: opportunityId,
    ResourceSnapshotTemplateIdentifier: snapshotTemplate,
    ClientToken: clientToken,
    Tags: items(1, 200),
  },
  CreateResourceSnapshotRequest: {
    Catalog: catalog,
    EngagementIdentifier: engagementId,
    ResourceType: oneOf(sdk.ResourceType),
    ResourceIdentifier: opportunityId,
    ResourceSnapshotTemplateIdentifier: snapshotTemplate,
    ClientToken: clientToken,
  },
  DeleteResourceSnapshotJobRequest: {
    Catalog: catalog,
    ResourceSnapshotJobIdentifier: jobId,
  },
  DisassociateOpportunityRequest: {
    Catalog: catalog,
    OpportunityIdentifier: opportunityId,
    RelatedEntityType: oneOf(sdk.RelatedEntityType),
    RelatedEntityIdentifier: chars(1, 255),
  },
  EngagementContextDetails: {
    Type: oneOf(sdk.EngagementContextType),
    Id: chars(1, 3),
  },
  EngagementCustomer: {
    Industry: oneOf(sdk.Industry),
    CompanyName: chars(1, 120),
    WebsiteUrl: website,
    CountryCode: oneOf(sdk.CountryCode),
  },
  EngagementCustomerProjectDetails: {
    Title: chars(1, 255),
    BusinessProblem: chars(20, 2000),
    TargetCompletionDate: day,
  },
  EngagementSort: {
    SortOrder: oneOf(sdk.SortOrder),
    SortBy: oneOf(sdk.EngagementSortName),
  },
  ExpectedContractDuration: {
    Term: oneOf(sdk.ExpectedContractDurationTerm),
  },
  ExpectedCustomerSpend: {
    CurrencyCode: oneOf(sdk.CurrencyCode),
    Frequency: oneOf(sdk.PaymentFrequency),
    TargetCompany: chars(1, 80),
    Amount: amountOrEmpty,
    EstimationUrl: pattern(
      String.raw`https://(calculator\.aws|pricing\.calculator\.aws\.eu)/#/estimate\?id=[a-f0-9]{32,64}`,
    ),
  },
  GetAwsOpportunitySummaryRequest: {
    Catalog: catalog,
    RelatedOpportunityIdentifier: opportunityId,
  },
  GetEngagementInvitationRequest: {
    Catalog: catalog,
    Identifier: invitationArnOrId,
  },
  GetEngagementRequest: {
    Catalog: catalog,
    Identifier: engagementArnOrId,
  },
  GetOpportunityRequest: {
    Catalog: catalog,
    Identifier: opportunityId,
  },
  GetResourceSnapshotJobRequest: {
    Catalog: catalog,
    ResourceSnapshotJobIdentifier: jobId,
  },
  GetResourceSnapshotRequest: {
    Catalog: catalog,
    EngagementIdentifier: engagementId,
    ResourceType: oneOf(sdk.ResourceType),
    ResourceIdentifier: opportunityId,
    ResourceSnapshotTemplateIdentifier: snapshotTemplate,
    Revision: range(1),
  },
  GetSellingSystemSettingsRequest: {
    Catalog: catalog,
  },
  Invitation: {
    Message: chars(1, 255),
  },
  LeadContact: {
    BusinessTitle: chars(0, 80),
    Email: email,
    FirstName: chars(0, 80),
    LastName: chars(0, 80),
    Phone: phone,
  },
  LeadContext: {
    Interactions: items(1, 10),
    QualificationStatus: chars(1, 255),
  },
  LeadCustomer: {
    CompanyName: chars(1, 120),
    Industry: oneOf(sdk.Industry),
    WebsiteUrl: website,
    AwsMaturity: chars(1, 20),
    MarketSegment: marketSegment,
  },
  LeadInteraction: {
    SourceType: chars(1, 255),
    SourceId: chars(1, 255),
    SourceName: chars(1, 255),
    Usecase: chars(1, 255),
    CustomerAction: chars(1, 255),
    BusinessProblem: chars(20, 2000),
  },
  LeadInvitationCustomer: {
    CompanyName: chars(1, 120),
    Industry: oneOf(sdk.Industry),
    WebsiteUrl: website,
    CountryCode: oneOf(sdk.CountryCode),
    AwsMaturity: chars(1, 20),
    MarketSegment: marketSegment,
  },
  LeadInvitationInteraction: {
    ContactBusinessTitle: chars(0, 80),
    SourceType: chars(1, 255),
    SourceId: chars(1, 255),
    SourceName: chars(1, 255),
    Usecase: chars(1, 255),
  },
  LifeCycle: {
    Stage: oneOf(sdk.Stage),
    ClosedLostReason: oneOf(sdk.ClosedLostReason),
    NextSteps: chars(0, 255),
    TargetCloseDate: day,
    ReviewStatus: oneOf(sdk.ReviewStatus),
    NextStepsHistory: items(0, 50),
  },
  ListEngagementByAcceptingInvitationTasksRequest: {
    Catalog: catalog,
    MaxResults: range(1, 1000),
    NextToken: chars(1, 2048),
    TaskStatus: items(1, 3, oneOf(sdk.TaskStatus)),
    OpportunityIdentifier: items(1, 10, opportunityId),
    EngagementInvitationIdentifier: items(1, 10, invitationArnOrId),
    TaskIdentifier: items(1, 10, taskArnOrId),
  },
  ListEngagementFromOpportunityTasksRequest: {
    Catalog: catalog,
    MaxResults: range(1, 1000),
    NextToken: chars(1, 2048),
    TaskStatus: items(1, 3, oneOf(sdk.TaskStatus)),
    TaskIdentifier: items(1, 10, taskArnOrId),
    OpportunityIdentifier: items(1, 10, opportunityId),
    EngagementIdentifier: items(1, 10, engagementArnOrId),
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
  ListEngagementMembersRequest: {
    Catalog: catalog,
    Identifier: engagementArnOrId,
    MaxResults: range(1, 10),
  },
  ListEngagementResourceAssociationsRequest: {
    Catalog: catalog,
    MaxResults: range(1, 1000),
    EngagementIdentifier: engagementId,
    ResourceType: oneOf(sdk.ResourceType),
    ResourceIdentifier: opportunityId,
    CreatedBy: account,
  },
  ListEngagementsRequest: {
    Catalog: catalog,
    CreatedBy: items(1, 10, account),
    ExcludeCreatedBy: items(1, 10, account),
    ContextTypes: items(0, 5, oneOf(sdk.EngagementContextType)),
    ExcludeContextTypes: items(0, 5, oneOf(sdk.EngagementContextType)),
    MaxResults: range(1, 100),
    EngagementIdentifier: items(1, 10, engagementArnOrId),
  },
  ListOpportunitiesRequest: {
    Catalog: catalog,
    MaxResults: range(1, 100),
    Identifier: items(0, 20, opportunityId),
    LifeCycleStage: items(0, 10, oneOf(sdk.Stage)),
    LifeCycleReviewStatus: items(0, 10, oneOf(sdk.ReviewStatus)),
    CustomerCompanyName: items(0, 10),
  },
  ListOpportunityFromEngagementTasksRequest: {
    Catalog: catalog,
    MaxResults: range(1, 1000),
    NextToken: chars(1, 2048),
    TaskStatus: items(1, 3, oneOf(sdk.TaskStatus)),
    TaskIdentifier: items(1, 10, taskArnOrId),
    OpportunityIdentifier: items(1, 10, opportunityId),
    EngagementIdentifier: items(1, 10, engagementArnOrId),
    ContextIdentifier: items(1, 10, contextId),
  },
  ListResourceSnapshotJobsRequest: {
    Catalog: catalog,
    MaxResults: range(1, 1000),
    EngagementIdentifier: engagementId,
    Status: oneOf(sdk.ResourceSnapshotJobStatus),
  },
  ListResourceSnapshotsRequest: {
    Catalog: catalog,
    EngagementIdentifier: engagementId,
    MaxResults: range(1, 1000),
    ResourceType: oneOf(sdk.ResourceType),
    ResourceIdentifier: opportunityId,
    ResourceSnapshotTemplateIdentifier: snapshotTemplate,
    CreatedBy: account,
  },
  ListSolutionsRequest: {
    Catalog: catalog,
    MaxResults: range(1, 100),
    Status: items(0, 10, oneOf(sdk.SolutionStatus)),
    Identifier: items(0, 20, solutionId),
    Category: items(0, 10),
  },
  ListTagsForResourceRequest: {
    ResourceArn: taggableArn,
  },
  ListTasksSortBase: {
    SortOrder: oneOf(sdk.SortOrder),
    SortBy: oneOf(sdk.ListTasksSortName),
  },
  Marketing: {
    Source: oneOf(sdk.MarketingSource),
    Channels: each(oneOf(sdk.Channel)),
    AwsFundingUsed: oneOf(sdk.AwsFundingUsed),
  },
  MonetaryValue: {
    Amount: amount,
    CurrencyCode: oneOf(sdk.CurrencyCode),
  },
  OpportunityEngagementInvitationSort: {
    SortOrder: oneOf(sdk.SortOrder),
    SortBy: oneOf(sdk.OpportunityEngagementInvitationSortName),
  },
  OpportunityInvitationPayload: {
    ReceiverResponsibilities: each(oneOf(sdk.ReceiverResponsibility)),
    SenderContacts: items(1, 3),
  },
  OpportunitySort: {
    SortOrder: oneOf(sdk.SortOrder),
    SortBy: oneOf(sdk.OpportunitySortName),
  },
  Project: {
    DeliveryModels: each(oneOf(sdk.DeliveryModel)),
    ExpectedCustomerSpend: items(0, 10),
    Title: chars(0, 255),
    CustomerBusinessProblem: chars(20, 2000),
    RelatedOpportunityIdentifier: opportunityId,
    SalesActivities: each(oneOf(sdk.SalesActivity)),
    CompetitorName: oneOf(sdk.CompetitorName),
    OtherCompetitorNames: chars(0, 255),
    OtherSolutionDescription: chars(0, 255),
    AdditionalComments: chars(1, 255),
    AwsPartition: oneOf(sdk.AwsPartition),
  },
  ProjectDetails: {
    BusinessProblem: chars(20, 2000),
    Title: chars(1, 255),
    TargetCompletionDate: day,
    ExpectedCustomerSpend: items(0, 10),
  },
  PutSellingSystemSettingsRequest: {
    Catalog: catalog,
    ResourceSnapshotJobRoleIdentifier: pattern(
      String.raw`(arn:aws:iam::\d{12}:role/([-+=,.@_a-zA-Z0-9]+/)*)?[-+=,.@_a-zA-Z0-9]{1,64}`,
      0,
      2048,
    ),
  },
  RejectEngagementInvitationRequest: {
    Catalog: catalog,
    Identifier: invitationArnOrId,
    RejectionReason: pattern(String.raw`[\u0020-\u007E\u00A0-\uD7FF\uE000-\uFFFD]+`, 1, 80),
  },
  SenderContact: {
    Email: senderEmail,
    FirstName: chars(0, 80),
    LastName: chars(0, 80),
    BusinessTitle: chars(0, 80),
    Phone: phone,
  },
  SoftwareRevenue: {
    DeliveryModel: oneOf(sdk.RevenueModel),
    EffectiveDate: day,
    ExpirationDate: day,
  },
  SolutionSort: {
    SortOrder: oneOf(sdk.SortOrder),
    SortBy: oneOf(sdk.SolutionSortName),
  },
  SortObject: {
    SortBy: oneOf(sdk.SortBy),
    SortOrder: oneOf(sdk.SortOrder),
  },
  StartEngagementByAcceptingInvitationTaskRequest: {
    Catalog: catalog,
    Identifier: invitationArnOrId,
    ClientToken: clientToken,
    Tags: items(1, 200),
  },
  StartEngagementFromOpportunityTaskRequest: {
    Catalog: catalog,
    Identifier: opportunityId,
    ClientToken: clientToken,
    Tags: items(1, 200),
  },
  StartOpportunityFromEngagementTaskRequest: {
    Catalog: catalog,
    Identifier: engagementArnOrId,
    ContextIdentifier: contextId,
    ClientToken: clientToken,
    Tags: items(1, 200),
  },
  StartResourceSnapshotJobRequest: {
    Catalog: catalog,
    ResourceSnapshotJobIdentifier: jobId,
  },
  StopResourceSnapshotJobRequest: {
    Catalog: catalog,
    ResourceSnapshotJobIdentifier: jobId,
  },
  SubmitOpportunityRequest: {
    Catalog: catalog,
    Identifier: opportunityId,
    InvolvementType: oneOf(sdk.SalesInvolvementType),
    Visibility: oneOf(sdk.Visibility),
  },
  Tag: {
    Key: tagKey,
    Value: tagValue,
  },
  TagResourceRequest: {
    ResourceArn: taggableArn,
    Tags: items(1, 200),
  },
  TargetCloseDateFilter: {
    AfterTargetCloseDate: day,
    BeforeTargetCloseDate: day,
  },
  UntagResourceRequest: {
    ResourceArn: taggableArn,
    TagKeys: items(1, 50, tagKey),
  },
  UpdateEngagementContextRequest: {
    Catalog: catalog,
    EngagementIdentifier: engagementArnOrId,
    ContextIdentifier: chars(1, 3),
    Type: oneOf(sdk.EngagementContextType),
  },
  UpdateLeadContext: {
    QualificationStatus: chars(1, 255),
  },
  UpdateOpportunityRequest: {
    Catalog: catalog,
    Identifier: opportunityId,
    PrimaryNeedsFromAws: each(oneOf(sdk.PrimaryNeedFromAws)),
    NationalSecurity: oneOf(sdk.NationalSecurity),
    PartnerOpportunityIdentifier: chars(0, 64),
    OpportunityType: oneOf(sdk.OpportunityType),
  },

  // Newer than the model that the rest was taken from: API reference, read November 2026.
  GetProspectingFromEngagementTaskRequest: {
    Catalog: catalog,
    TaskIdentifier: prospectingTaskId,
  },
  LeadAddress: {
    City: chars(0, 255),
    PostalCode: chars(0, 20),
    StateOrRegion: chars(0, 255),
    CountryCode: chars(0, 10),
  },
  ListProspectingFromEngagementTasksRequest: {
    Catalog: catalog,
    MaxResults: range(1, 100),
    TaskIdentifier: items(0, 10),
    TaskName: items(0, 10),
  },
  ProspectingFromEngagementTaskSort: {
    SortOrder: oneOf(sdk.SortOrder),
    SortBy: oneOf(sdk.ProspectingFromEngagementTaskSortName),
  },
  ProspectingInsights: {
    MarketplaceEngagementScore: chars(0, 255),
  },
  ProspectingResultCustomer: {
    AccountName: chars(0, 255),
    Country: oneOf(sdk.CountryCode),
    Industry: oneOf(sdk.Industry),
    CompanySize: chars(0, 255),
  },
  StartProspectingFromEngagementTaskRequest: {
    Catalog: catalog,
    Identifiers: items(0, 100),
    TaskName: chars(1, 128),
    ClientToken: clientToken,
  },
};

/**
 * Members that the API requires and the SDK's schema leaves open. The model of botocore 1.43.11 is the law here; the
 * newer model of the SDK asks less of a lead. Idempotency tokens are required wherever they are: SDKs fill them in.
 */
export const alsoRequired: Readonly<Record<string, readonly string[]>> = {
  CreateEngagementRequest: ['Title', 'Description'],
  LeadCustomer: ['Address'],
  LeadInteraction: ['SourceType', 'SourceId', 'SourceName', 'CustomerAction'],
  LeadInvitationCustomer: ['CountryCode'],
  LeadInvitationInteraction: ['SourceType', 'SourceId', 'SourceName'],
};
