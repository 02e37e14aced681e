import type { Input, Output } from '../api/selling.ts';
import { withoutNothing } from './without-nothing.ts';

/**
 * The input of UpdateOpportunity that changes nothing: it replaces the whole opportunity, so everything that it can set is
 * sent back. Associations, team and origin stay without being sent. AWS docs: UpdateOpportunity.
 */
export const asUpdate = (current: Output<'GetOpportunity'>): Input<'UpdateOpportunity'> => {
  const {
    Id,
    LastModifiedDate,
    PrimaryNeedsFromAws,
    NationalSecurity,
    PartnerOpportunityIdentifier,
    Customer,
    Project,
    OpportunityType,
    Marketing,
    SoftwareRevenue,
    LifeCycle,
  } = current;
  return withoutNothing({
    Identifier: Id,
    LastModifiedDate,
    PrimaryNeedsFromAws,
    NationalSecurity,
    PartnerOpportunityIdentifier,
    Customer,
    Project,
    OpportunityType,
    Marketing,
    SoftwareRevenue,
    LifeCycle,
  });
};
