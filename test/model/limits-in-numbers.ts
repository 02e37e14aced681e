/**
 * How long, how many and how great each member may be, as `min..max`; `[]` is an element of a list. Source: the service's model
 * 2022-07-26 (botocore 1.43.11), and the API reference, which is newer, for leads and prospecting.
 */
export const limitsInNumbers: Readonly<Record<string, string>> = {
  AcceptEngagementInvitationRequest: 'Identifier 1..255',
  Account: 'CompanyName 0..120, OtherIndustry 0..255, WebsiteUrl 4..255',
  AccountReceiver: 'Alias 0..80',
  Address: 'City 0..255, PostalCode 0..20, StreetAddress 0..255',
  AssigneeContact: 'BusinessTitle 0..80, Email 0..80, FirstName 0..80, LastName 0..80',
  AssociateOpportunityRequest: 'RelatedEntityIdentifier 1..255',
  Contact: 'BusinessTitle 0..80, Email 0..80, FirstName 0..80, LastName 0..80',
  CreateEngagementContextRequest: 'ClientToken 1..255',
  CreateEngagementInvitationRequest: 'ClientToken 1..255',
  CreateEngagementRequest: 'ClientToken 1..255, Contexts 0..5, Description 0..255, Title 1..40',
  CreateOpportunityRequest:
    'ClientToken 1..255, OpportunityTeam 0..10, PartnerOpportunityIdentifier 0..64, Tags 1..200',
  CreateResourceSnapshotJobRequest:
    'ClientToken 1..255, ResourceSnapshotTemplateIdentifier 3..80, Tags 1..200',
  CreateResourceSnapshotRequest: 'ClientToken 1..255, ResourceSnapshotTemplateIdentifier 3..80',
  DisassociateOpportunityRequest: 'RelatedEntityIdentifier 1..255',
  EngagementContextDetails: 'Id 1..3',
  EngagementCustomer: 'CompanyName 1..120, WebsiteUrl 4..255',
  EngagementCustomerProjectDetails: 'BusinessProblem 20..2000, Title 1..255',
  ExpectedContractDuration: 'Value 1..144',
  ExpectedCustomerSpend: 'TargetCompany 1..80',
  GetEngagementInvitationRequest: 'Identifier 1..255',
  GetResourceSnapshotRequest: 'ResourceSnapshotTemplateIdentifier 3..80, Revision 1..Infinity',
  Invitation: 'Message 1..255',
  LeadAddress: 'City 0..255, CountryCode 0..10, PostalCode 0..20, StateOrRegion 0..255',
  LeadContact: 'BusinessTitle 0..255, Email 1..255, FirstName 0..80, LastName 0..80, Phone 0..255',
  LeadContext: 'Interactions 1..10, QualificationStatus 1..255',
  LeadCustomer:
    'AwsMaturity 0..255, CompanyName 1..120, Industry 0..255, MarketSegment 0..255, WebsiteUrl 0..255',
  LeadInteraction:
    'BusinessProblem 0..2000, CustomerAction 0..255, SourceId 0..255, SourceName 0..255, SourceType 0..255, Usecase 0..255',
  LeadInvitationCustomer:
    'AwsMaturity 0..255, CompanyName 1..120, CountryCode 0..10, Industry 0..255, MarketSegment 0..255, WebsiteUrl 0..255',
  LeadInvitationInteraction:
    'ContactBusinessTitle 0..80, SourceId 0..255, SourceName 0..255, SourceType 0..255, Usecase 0..255',
  LifeCycle: 'NextSteps 0..255, NextStepsHistory 0..50',
  ListEngagementByAcceptingInvitationTasksRequest:
    'EngagementInvitationIdentifier 1..10, EngagementInvitationIdentifier[] 1..255, MaxResults 1..1000, NextToken 1..2048, OpportunityIdentifier 1..10, TaskIdentifier 1..10, TaskStatus 1..3',
  ListEngagementFromOpportunityTasksRequest:
    'EngagementIdentifier 1..10, MaxResults 1..1000, NextToken 1..2048, OpportunityIdentifier 1..10, TaskIdentifier 1..10, TaskStatus 1..3',
  ListEngagementInvitationsRequest:
    'EngagementIdentifier 1..10, MaxResults 1..100, SenderAwsAccountId 1..10, Status 1..10',
  ListEngagementMembersRequest: 'MaxResults 1..10',
  ListEngagementResourceAssociationsRequest: 'MaxResults 1..1000',
  ListEngagementsRequest:
    'ContextTypes 0..5, CreatedBy 1..10, EngagementIdentifier 1..10, ExcludeContextTypes 0..5, ExcludeCreatedBy 1..10, MaxResults 1..100',
  ListOpportunitiesRequest:
    'CustomerCompanyName 0..10, Identifier 0..20, LifeCycleReviewStatus 0..10, LifeCycleStage 0..10, MaxResults 1..100',
  ListOpportunityFromEngagementTasksRequest:
    'ContextIdentifier 1..10, EngagementIdentifier 1..10, MaxResults 1..1000, NextToken 1..2048, OpportunityIdentifier 1..10, TaskIdentifier 1..10, TaskStatus 1..3',
  ListProspectingFromEngagementTasksRequest: 'MaxResults 1..100, TaskIdentifier 0..10, TaskName 0..10',
  ListResourceSnapshotJobsRequest: 'MaxResults 1..1000',
  ListResourceSnapshotsRequest: 'MaxResults 1..1000, ResourceSnapshotTemplateIdentifier 3..80',
  ListSolutionsRequest:
    'AwsMarketplaceSolutionArn 0..10, Category 0..10, Identifier 0..20, MaxResults 1..100, Status 0..10',
  ListTagsForResourceRequest: 'ResourceArn 1..1000',
  OpportunityInvitationPayload: 'SenderContacts 1..3',
  Project:
    'AdditionalComments 1..255, CustomerBusinessProblem 20..2000, ExpectedCustomerSpend 0..10, OtherCompetitorNames 0..255, OtherSolutionDescription 0..255, Title 0..255',
  ProjectDetails: 'BusinessProblem 20..2000, ExpectedCustomerSpend 0..10, Title 1..255',
  ProspectingResultCustomer: 'AccountName 0..255, CompanySize 0..255',
  PutSellingSystemSettingsRequest: 'ResourceSnapshotJobRoleIdentifier 0..2048',
  RejectEngagementInvitationRequest: 'Identifier 1..255, RejectionReason 1..80',
  SenderContact: 'BusinessTitle 0..80, Email 1..80, FirstName 0..80, LastName 0..80',
  StartEngagementByAcceptingInvitationTaskRequest: 'ClientToken 1..255, Identifier 1..255, Tags 1..200',
  StartEngagementFromOpportunityTaskRequest: 'ClientToken 1..255, Tags 1..200',
  StartOpportunityFromEngagementTaskRequest: 'ClientToken 1..255, Tags 1..200',
  StartProspectingFromEngagementTaskRequest: 'ClientToken 1..255, Identifiers 0..100, TaskName 1..128',
  Tag: 'Key 1..128, Value 0..256',
  TagResourceRequest: 'ResourceArn 1..1000, Tags 1..200',
  UntagResourceRequest: 'ResourceArn 1..1000, TagKeys 1..50, TagKeys[] 1..128',
  UpdateEngagementContextRequest: 'ContextIdentifier 1..3',
  UpdateLeadContext: 'QualificationStatus 1..255',
  UpdateOpportunityRequest: 'PartnerOpportunityIdentifier 0..64',
};
