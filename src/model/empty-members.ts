import type { EmptyMembers } from '../kit/shape/encoder.ts';

/**
 * The members that AWS returns as an empty list or structure instead of null. Documents may omit them.
 *
 * Seen: GetOpportunity, ListOpportunities, GetAwsOpportunitySummary and GetResourceSnapshot show `Contacts`,
 * `ExpectedCustomerSpend`, `OpportunityTeam`, the lists of related entities, and those of deal sizing, as `[]` (and
 * `TotalAmountByCategory` as `{}`); all others as null, such as `DeliveryModels`, `SalesActivities`, `ApnPrograms`,
 * `Channels`, `UseCases`, `PrimaryNeedsFromAws`, `NextStepsHistory`, `ReceiverResponsibilities` and `ExistingMembers`.
 * The lists of Marketplace solutions and products are newer than the recordings; they follow the other related entities.
 */
const related = { Solutions: [], AwsProducts: [], AwsMarketplaceSolutions: [], AwsMarketplaceProducts: [] };

/** AWS's side, in GetAwsOpportunitySummary and in a snapshot. */
const awsSide = { OpportunityTeam: [], RelatedEntityIds: {}, Customer: {}, Project: {} };

export const emptyMembers: EmptyMembers = {
  GetOpportunityResponse: { OpportunityTeam: [], RelatedEntityIdentifiers: {}, Customer: {}, Project: {} },
  OpportunitySummary: { Customer: {}, Project: {} },
  OpportunitySummaryView: { OpportunityTeam: [], RelatedEntityIdentifiers: {}, Customer: {}, Project: {} },
  RelatedEntityIdentifiers: { ...related, AwsMarketplaceOffers: [], AwsMarketplaceOfferSets: [] },
  Customer: { Contacts: [] },
  Project: { ExpectedCustomerSpend: [] },
  ProjectSummary: { ExpectedCustomerSpend: [] },
  ProjectView: { ExpectedCustomerSpend: [] },
  ProjectDetails: { ExpectedCustomerSpend: [] },
  GetAwsOpportunitySummaryResponse: awsSide,
  AwsOpportunitySummaryFullView: awsSide,
  AwsOpportunityRelatedEntities: related,
  AwsOpportunityCustomer: { Contacts: [] },
  AwsOpportunityProject: { ExpectedCustomerSpend: [] },
  AwsProductInsights: { TotalAmountByCategory: {}, AwsProducts: [] },
  AwsProductDetails: { Categories: [], Optimizations: [] },
};
