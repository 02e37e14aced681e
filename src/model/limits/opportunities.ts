import * as sdk from '@aws-sdk/client-partnercentral-selling';
import { chars, each, items, type Limits, oneOf, oneOfWhere, pattern, range, whole } from '../limit.ts';
import {
  account,
  amount,
  amountOrEmpty,
  catalog,
  clientToken,
  day,
  email,
  opportunityId,
  phone,
} from './forms.ts';
import {
  apnPrograms,
  contractMonths,
  customerUseCases,
  marketingUseCases,
  primaryNeeds,
  spendCurrencies,
  spendFrequencies,
  states,
} from './prose.ts';

/** Limits of opportunities, what they hold, and the operations on them. */
export const opportunities: Limits = {
  Account: {
    CompanyName: chars(0, 120),
    Industry: oneOf(sdk.Industry),
    OtherIndustry: chars(0, 255),
    WebsiteUrl: chars(4, 255),
    AwsAccountId: account,
    Duns: pattern('[0-9]{9}'),
  },
  Address: {
    City: chars(0, 255),
    PostalCode: chars(0, 20),
    StateOrRegion: oneOfWhere(states, 'CountryCode', 'US'),
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
  CreateOpportunityRequest: {
    Catalog: catalog,
    PrimaryNeedsFromAws: each(oneOf(primaryNeeds)),
    NationalSecurity: oneOf(sdk.NationalSecurity),
    PartnerOpportunityIdentifier: chars(0, 64),
    OpportunityType: oneOf(sdk.OpportunityType),
    ClientToken: clientToken,
    Origin: oneOf(sdk.OpportunityOrigin),
    OpportunityTeam: items(0, 10),
    Tags: items(1, 200),
  },
  DisassociateOpportunityRequest: {
    Catalog: catalog,
    OpportunityIdentifier: opportunityId,
    RelatedEntityType: oneOf(sdk.RelatedEntityType),
    RelatedEntityIdentifier: chars(1, 255),
  },
  ExpectedContractDuration: {
    Term: oneOf(sdk.ExpectedContractDurationTerm),
    Value: whole(...contractMonths),
  },
  ExpectedCustomerSpend: {
    CurrencyCode: oneOf(spendCurrencies),
    Frequency: oneOf(spendFrequencies),
    TargetCompany: chars(1, 80),
    Amount: amountOrEmpty,
    // EstimationUrl has no limit: beside an Amount, AWS keeps a bad one from saying anything (rules/spend.ts).
  },
  GetAwsOpportunitySummaryRequest: {
    Catalog: catalog,
    RelatedOpportunityIdentifier: opportunityId,
  },
  GetOpportunityRequest: {
    Catalog: catalog,
    Identifier: opportunityId,
  },
  LifeCycle: {
    Stage: oneOf(sdk.Stage),
    ClosedLostReason: oneOf(sdk.ClosedLostReason),
    NextSteps: chars(0, 255),
    TargetCloseDate: day,
    ReviewStatus: oneOf(sdk.ReviewStatus),
    NextStepsHistory: items(0, 50),
  },
  ListOpportunitiesRequest: {
    Catalog: catalog,
    MaxResults: range(1, 100),
    Identifier: items(0, 20, opportunityId),
    LifeCycleStage: items(0, 10, oneOf(sdk.Stage)),
    LifeCycleReviewStatus: items(0, 10, oneOf(sdk.ReviewStatus)),
    CustomerCompanyName: items(0, 10),
  },
  Marketing: {
    Source: oneOf(sdk.MarketingSource),
    UseCases: each(oneOf(marketingUseCases)),
    Channels: each(oneOf(sdk.Channel)),
    AwsFundingUsed: oneOf(sdk.AwsFundingUsed),
  },
  MonetaryValue: {
    Amount: amount,
    CurrencyCode: oneOf(sdk.CurrencyCode),
  },
  OpportunitySort: {
    SortOrder: oneOf(sdk.SortOrder),
    SortBy: oneOf(sdk.OpportunitySortName),
  },
  Project: {
    DeliveryModels: each(oneOf(sdk.DeliveryModel)),
    ExpectedCustomerSpend: items(0, 10),
    Title: chars(0, 255),
    ApnPrograms: each(oneOf(apnPrograms)),
    CustomerBusinessProblem: chars(20, 2000),
    CustomerUseCase: oneOf(customerUseCases),
    RelatedOpportunityIdentifier: opportunityId,
    SalesActivities: each(oneOf(sdk.SalesActivity)),
    CompetitorName: oneOf(sdk.CompetitorName),
    OtherCompetitorNames: chars(0, 255),
    OtherSolutionDescription: chars(0, 255),
    AdditionalComments: chars(1, 255),
    AwsPartition: oneOf(sdk.AwsPartition),
  },
  SoftwareRevenue: {
    DeliveryModel: oneOf(sdk.RevenueModel),
    EffectiveDate: day,
    ExpirationDate: day,
  },
  SubmitOpportunityRequest: {
    Catalog: catalog,
    Identifier: opportunityId,
    InvolvementType: oneOf(sdk.SalesInvolvementType),
    Visibility: oneOf(sdk.Visibility),
  },
  TargetCloseDateFilter: {
    AfterTargetCloseDate: day,
    BeforeTargetCloseDate: day,
  },
  UpdateOpportunityRequest: {
    Catalog: catalog,
    Identifier: opportunityId,
    PrimaryNeedsFromAws: each(oneOf(primaryNeeds)),
    NationalSecurity: oneOf(sdk.NationalSecurity),
    PartnerOpportunityIdentifier: chars(0, 64),
    OpportunityType: oneOf(sdk.OpportunityType),
  },
};
