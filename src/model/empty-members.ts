import type { EmptyMembers } from '../kit/shape/encoder.ts';

/**
 * What AWS answers where there is nothing and null does not stand: empty lists, and structures that are whole because of
 * them. Documents may therefore leave these members out.
 *
 * Seen: GetOpportunity, ListOpportunities, GetAwsOpportunitySummary and GetResourceSnapshot show `Contacts`,
 * `ExpectedCustomerSpend`, `OpportunityTeam`, the lists of related entities, and those of deal sizing, as `[]` (and
 * `TotalAmountByCategory` as `{}`); all others as null, such as `DeliveryModels`, `SalesActivities`, `ApnPrograms`,
 * `Channels`, `UseCases`, `PrimaryNeedsFromAws`, `NextStepsHistory`, `ReceiverResponsibilities` and `ExistingMembers`.
 * The lists of Marketplace solutions and products came after the recordings; they are as those beside them.
 */
const related = { Solutions: [], AwsProducts: [], AwsMarketplaceSolutions: [], AwsMarketplaceProducts: [] };

/** AWS's side: as GetAwsOpportunitySummary answers it, and as a snapshot shows it. */
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
