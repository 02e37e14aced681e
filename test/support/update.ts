import type {
  GetOpportunityResponse,
  PartnerCentralSelling,
  UpdateOpportunityRequest,
} from '@aws-sdk/client-partnercentral-selling';

export const getOpportunity = (client: PartnerCentralSelling, Identifier: string) =>
  client.getOpportunity({ Catalog: 'Sandbox', Identifier });

/** Gets an opportunity, changes it, and sends all of it back, as AWS's documentation requires. */
export const change = async (
  client: PartnerCentralSelling,
  id: string,
  edit: (current: GetOpportunityResponse) => Partial<UpdateOpportunityRequest>,
) => {
  const current = await getOpportunity(client, id);
  return client.updateOpportunity({ ...asUpdate(current), ...edit(current) });
};

/** Converts output of GetOpportunity to input of UpdateOpportunity. */
export const asUpdate = (current: GetOpportunityResponse): UpdateOpportunityRequest => ({
  Catalog: current.Catalog,
  Identifier: current.Id,
  LastModifiedDate: current.LastModifiedDate,
  PrimaryNeedsFromAws: current.PrimaryNeedsFromAws,
  NationalSecurity: current.NationalSecurity,
  PartnerOpportunityIdentifier: current.PartnerOpportunityIdentifier,
  Customer: current.Customer,
  Project: current.Project,
  OpportunityType: current.OpportunityType,
  Marketing: current.Marketing,
  SoftwareRevenue: current.SoftwareRevenue,
  LifeCycle: current.LifeCycle,
});
