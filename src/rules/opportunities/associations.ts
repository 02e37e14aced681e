import type { RelatedEntityType } from '@aws-sdk/client-partnercentral-selling';
import type { OpportunityDocument } from '../../model/documents.ts';
import type { Fault } from '../../model/errors.ts';

type RelatedEntities = OpportunityDocument['RelatedEntityIdentifiers'];

interface Kind {
  /** Maximum per opportunity. AWS docs: working-with-your-opportunities; API reference, RelatedEntityIdentifiers. */
  limit: number;
  /** Form of its identifier. AWS API reference, RelatedEntityIdentifiers. */
  pattern: RegExp;
}

/** A solution without an identifier, which the project describes. AWS API reference, RelatedEntityIdentifiers. */
export const OTHER_SOLUTION = 'Other';

const marketplace = (entity: string): RegExp =>
  new RegExp(`^arn:aws:aws-marketplace:[a-z]{1,2}-[a-z]*-\\d+:\\d{12}:AWSMarketplace/${entity}.+$`);

const kinds: Record<RelatedEntityType, Kind> = {
  Solutions: { limit: 10, pattern: /^(S-[0-9]{1,19}|Other)$/ },
  // Only the form is checked: the contract has no list, and the one that AWS publishes grows with each service.
  AwsProducts: { limit: 20, pattern: /^[A-Za-z0-9]{2,100}$/ },
  AwsMarketplaceOffers: { limit: 1, pattern: marketplace('Offer/') },
  AwsMarketplaceOfferSets: { limit: 1, pattern: marketplace('OfferSet/offerset-') },
  AwsMarketplaceSolutions: { limit: 10, pattern: marketplace('[A-Za-z]*Solution/') },
  AwsMarketplaceProducts: { limit: 10, pattern: marketplace('[A-Za-z]*Product/') },
};

/** Mutually exclusive types: a private offer or a set of them. AWS docs: working-with-your-opportunities. */
const alternatives: Partial<Record<RelatedEntityType, RelatedEntityType>> = {
  AwsMarketplaceOffers: 'AwsMarketplaceOfferSets',
  AwsMarketplaceOfferSets: 'AwsMarketplaceOffers',
};

const fault = (Message: string, Code: Fault['Code']): Fault => ({
  FieldName: 'RelatedEntityIdentifier',
  Message,
  Code,
});

/** The faults of associating one more entity with an opportunity. */
export const associationFaults = (related: RelatedEntities, type: RelatedEntityType, id: string): Fault[] => {
  const { limit, pattern } = kinds[type];
  const current = related?.[type] ?? [];
  const other = alternatives[type];
  if (!pattern.test(id)) {
    return [fault(`RelatedEntityIdentifier is not a valid identifier of ${type}.`, 'INVALID_STRING_FORMAT')];
  }
  if (current.includes(id)) {
    return [
      fault('RelatedEntityIdentifier is already associated with the opportunity.', 'DUPLICATE_KEY_VALUE'),
    ];
  }
  if (other && (related?.[other] ?? []).length > 0) {
    const message = `The opportunity can have an offer or an offer set, not both. Disassociate its ${other} first.`;
    return [fault(message, 'ACTION_NOT_PERMITTED')];
  }
  if (current.length < limit) return [];
  const message = `An opportunity can have at most ${limit} ${type}. Disassociate one first.`;
  return [fault(message, 'TOO_MANY_VALUES')];
};

/** Only Active solutions can be associated. AWS API reference, SolutionBase.Status. */
export const solutionFaults = ({ id, status }: { id: string; status: string }): Fault[] =>
  status === 'Active'
    ? []
    : [fault(`Solution ${id} is ${status}; only an Active one can be associated.`, 'INVALID_RESOURCE_STATE')];

/** What a partner can sell: its own solution, or a solution or product of AWS Marketplace. */
const offerings = ['Solutions', 'AwsMarketplaceSolutions', 'AwsMarketplaceProducts'] as const;

/** AWS docs: working-with-your-opportunities. */
export const hasOffering = ({ RelatedEntityIdentifiers: related }: OpportunityDocument): boolean =>
  offerings.some((type) => (related?.[type] ?? []).length > 0);

/** Whether the stage requires an offering. AWS API reference, RelatedEntityIdentifiers.Solutions. */
export const isCommitted = ({ LifeCycle }: OpportunityDocument): boolean =>
  LifeCycle?.Stage === 'Committed' || LifeCycle?.Stage === 'Launched';

/** The faults of removing an association, of which `next` is the result: a committed opportunity keeps its last offering. */
export const disassociationFaults = (next: OpportunityDocument, type: RelatedEntityType): Fault[] => {
  const isOffering = offerings.some((offering) => offering === type);
  if (!isOffering || !isCommitted(next) || hasOffering(next)) return [];
  const message = `An opportunity in the stage ${next.LifeCycle?.Stage} needs a solution, or a solution or product of AWS Marketplace. Associate the new one first.`;
  return [fault(message, 'ACTION_NOT_PERMITTED')];
};

export const withAssociation = (
  related: RelatedEntities,
  type: RelatedEntityType,
  id: string,
): RelatedEntities => ({
  ...related,
  [type]: [...(related?.[type] ?? []), id],
});

export const withoutAssociation = (
  related: RelatedEntities,
  type: RelatedEntityType,
  id: string,
): RelatedEntities => ({
  ...related,
  [type]: (related?.[type] ?? []).filter((other) => other !== id),
});
