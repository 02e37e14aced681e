import type { Timestamp } from '../../model/contract.ts';
import type { OpportunityDocument } from '../../model/documents.ts';
import type { Fault } from '../../model/errors.ts';
import { hasOffering, isCommitted } from './associations.ts';
import { closeDateIsAhead, opportunityFaults } from './faults.ts';
import { isNothing, isSame } from './members.ts';
import { NO_SUPPORT } from './needs.ts';

/** Rules for what a client changes. Unchanged values are not checked again, since AWS may have set them. */

/** The faults of creating an opportunity, or of updating it from what it was `before`. */
export const givenFaults = (
  next: OpportunityDocument,
  before: OpportunityDocument | undefined,
  now: Timestamp,
): Fault[] => [
  ...opportunityFaults(next, now),
  ...(isSame(next.Marketing, before?.Marketing) ? [] : marketingFaults(next)),
  ...(isSame(next.PrimaryNeedsFromAws, before?.PrimaryNeedsFromAws) ? [] : needsFaults(next, before)),
  // A close date that has passed since it was set must not block other changes.
  ...(next.LifeCycle?.TargetCloseDate === before?.LifeCycle?.TargetCloseDate
    ? []
    : closeDateIsAhead(next, now)),
  ...(before ? stageFaults(next, before) : []),
];

const invalid = (FieldName: string, rule: string): Fault => ({
  FieldName,
  Message: `${FieldName} ${rule}.`,
  Code: 'INVALID_VALUE',
});

/** AWS's Opportunity-Fields.csv: the details of a marketing activity are null without one. API reference, Marketing: UseCases. */
const marketingFaults = ({ Marketing }: OpportunityDocument): Fault[] => {
  const { Source, ...activity } = Marketing ?? {};
  if (Source === 'None') {
    return Object.entries(activity)
      .filter(([, value]) => !isNothing(value))
      .map(([member]) => invalid(`Marketing.${member}`, 'must be empty when Marketing.Source is None'));
  }
  return activity.AwsFundingUsed === 'No' && !isNothing(activity.UseCases)
    ? [invalid('Marketing.UseCases', 'must be empty when Marketing.AwsFundingUsed is No')]
    : [];
};

/** AWS's Opportunity-Fields.csv, partnerPrimaryNeedFromAws and doesOppBelongToNatSec. */
const needsFaults = (next: OpportunityDocument, before: OpportunityDocument | undefined): Fault[] => {
  const needs = next.PrimaryNeedsFromAws ?? [];
  if (!needs.includes(NO_SUPPORT)) return [];
  const wasCoSell = before?.LifeCycle?.ReviewStatus === 'Approved' && !isNothing(before.PrimaryNeedsFromAws);
  return [
    ...(needs.length > 1
      ? [invalid('PrimaryNeedsFromAws', `cannot have other needs beside ${NO_SUPPORT}`)]
      : []),
    ...(next.NationalSecurity === 'Yes'
      ? [invalid('PrimaryNeedsFromAws', `cannot be ${NO_SUPPORT} when NationalSecurity is Yes`)]
      : []),
    ...(wasCoSell ? [invalid('PrimaryNeedsFromAws', `cannot go back from co-selling to ${NO_SUPPORT}`)] : []),
  ];
};

/** AWS docs: RelatedEntityIdentifiers, and the guide to submitting: a committed opportunity has an offering. */
const stageFaults = (next: OpportunityDocument, before: OpportunityDocument): Fault[] => {
  const Stage = next.LifeCycle?.Stage;
  const isFrozen = before.LifeCycle?.ReviewStatus === 'Pending Submission';
  if (isFrozen || !isCommitted(next) || Stage === before.LifeCycle?.Stage || hasOffering(next)) return [];
  const FieldName = 'RelatedEntityIdentifiers.Solutions';
  const Message = `The stage ${Stage} needs a solution, or a solution or product of AWS Marketplace. Associate one with AssociateOpportunity first.`;
  return [{ FieldName, Message, Code: 'REQUIRED_FIELD_MISSING' }];
};
