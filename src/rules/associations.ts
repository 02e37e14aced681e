import type { RelatedEntityType } from '@aws-sdk/client-partnercentral-selling';
import type { OpportunityDocument } from '../model/documents.ts';
import type { Fault } from '../model/errors.ts';

type RelatedEntities = OpportunityDocument['RelatedEntityIdentifiers'];

interface Kind {
  /** How many of them an opportunity can have. AWS API reference, AssociateOpportunity. */
  limit: number;
  /** What an identifier of it looks like. AWS API reference, RelatedEntityIdentifiers. */
  pattern: RegExp;
}

/** Stands for a solution that has no identifier; the project describes it. AWS API reference, RelatedEntityIdentifiers. */
export const OTHER_SOLUTION = 'Other';

const marketplace = (entity: string): RegExp =>
  new RegExp(`^arn:aws:aws-marketplace:[a-z]{1,2}-[a-z]*-\\d+:\\d{12}:AWSMarketplace/${entity}/.+$`);

const kinds: Record<RelatedEntityType, Kind> = {
  Solutions: { limit: 10, pattern: /^(S-[0-9]{1,19}|Other)$/ },
  AwsProducts: { limit: 20, pattern: /^[A-Za-z0-9]{2,100}$/ },
  AwsMarketplaceOffers: { limit: 1, pattern: marketplace('Offer') },
  AwsMarketplaceOfferSets: { limit: 1, pattern: marketplace('OfferSet') },
  AwsMarketplaceSolutions: { limit: 10, pattern: marketplace('[A-Za-z]*Solution') },
  AwsMarketplaceProducts: { limit: 10, pattern: marketplace('[A-Za-z]*Product') },
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
  if (!pattern.test(id)) {
    return [fault(`RelatedEntityIdentifier is no identifier of ${type}.`, 'INVALID_STRING_FORMAT')];
  }
  if (current.includes(id)) {
    return [
      fault('RelatedEntityIdentifier is associated with the opportunity already.', 'DUPLICATE_KEY_VALUE'),
    ];
  }
  if (current.length < limit) return [];
  const message = `An opportunity can have ${limit} of ${type}. Disassociate one first.`;
  return [fault(message, 'TOO_MANY_VALUES')];
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
