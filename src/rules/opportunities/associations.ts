import type { RelatedEntityType } from '@aws-sdk/client-partnercentral-selling';
import type { OpportunityDocument } from '../../model/documents.ts';
import type { Fault } from '../../model/errors.ts';

type RelatedEntities = OpportunityDocument['RelatedEntityIdentifiers'];

interface Kind {
  /** How many of them an opportunity can have. AWS docs: working-with-your-opportunities; API reference, RelatedEntityIdentifiers. */
  limit: number;
  /** What an identifier of it looks like. AWS API reference, RelatedEntityIdentifiers. */
  pattern: RegExp;
}

/** Stands for a solution that has no identifier; the project describes it. AWS API reference, RelatedEntityIdentifiers. */
export const OTHER_SOLUTION = 'Other';

const marketplace = (entity: string): RegExp =>
  new RegExp(`^arn:aws:aws-marketplace:[a-z]{1,2}-[a-z]*-\\d+:\\d{12}:AWSMarketplace/${entity}.+$`);

const kinds: Record<RelatedEntityType, Kind> = {
  Solutions: { limit: 10, pattern: /^(S-[0-9]{1,19}|Other)$/ },
  // The list that AWS publishes grows with each of its services, and the contract has no list: the form is all that is checked.
  AwsProducts: { limit: 20, pattern: /^[A-Za-z0-9]{2,100}$/ },
  AwsMarketplaceOffers: { limit: 1, pattern: marketplace('Offer/') },
  AwsMarketplaceOfferSets: { limit: 1, pattern: marketplace('OfferSet/offerset-') },
  AwsMarketplaceSolutions: { limit: 10, pattern: marketplace('[A-Za-z]*Solution/') },
  AwsMarketplaceProducts: { limit: 10, pattern: marketplace('[A-Za-z]*Product/') },
};

/** A private offer is associated by itself or as a set. AWS docs: working-with-your-opportunities. */
const instead: Partial<Record<RelatedEntityType, RelatedEntityType>> = {
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
  const other = instead[type];
  if (!pattern.test(id)) {
    return [fault(`RelatedEntityIdentifier is no identifier of ${type}.`, 'INVALID_STRING_FORMAT')];
  }
  if (current.includes(id)) {
    return [
      fault('RelatedEntityIdentifier is associated with the opportunity already.', 'DUPLICATE_KEY_VALUE'),
    ];
  }
  if (other && (related?.[other] ?? []).length > 0) {
    const message = `The opportunity has one of ${other}: it takes an offer or an offer set, not both. Disassociate it first.`;
    return [fault(message, 'ACTION_NOT_PERMITTED')];
  }
  if (current.length < limit) return [];
  const message = `An opportunity can have ${limit} of ${type}. Disassociate one first.`;
  return [fault(message, 'TOO_MANY_VALUES')];
};

/** Only Active solutions are associated. AWS API reference, SolutionBase.Status. */
export const solutionFaults = ({ id, status }: { id: string; status: string }): Fault[] =>
  status === 'Active'
    ? []
    : [fault(`Solution ${id} is ${status}; only an Active one can be associated.`, 'INVALID_RESOURCE_STATE')];

/** What is sold: a solution of the partner's, or a solution or product of AWS Marketplace. */
const offerings = ['Solutions', 'AwsMarketplaceSolutions', 'AwsMarketplaceProducts'] as const;

/** Whether an opportunity says what is sold. AWS docs: working-with-your-opportunities. */
export const hasOffering = ({ RelatedEntityIdentifiers: related }: OpportunityDocument): boolean =>
  offerings.some((type) => (related?.[type] ?? []).length > 0);

/** The stages in which an opportunity names what is sold. AWS API reference, RelatedEntityIdentifiers.Solutions. */
export const isCommitted = ({ LifeCycle }: OpportunityDocument): boolean =>
  LifeCycle?.Stage === 'Committed' || LifeCycle?.Stage === 'Launched';

/** The faults of an opportunity after an association of it ended: the last that says what is sold stays once committed. */
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
