import type { Timestamp } from '../../model/contract.ts';
import type { OpportunityDocument } from '../../model/documents.ts';
import type { Fault } from '../../model/errors.ts';
import { hasOffering, isCommitted } from './associations.ts';
import { closeDateIsAhead, opportunityFaults } from './faults.ts';
import { isNothing, isSame } from './members.ts';

/** What a client gives of an opportunity. What was there before and stays is not held against it: AWS may have made it. */

type Need = NonNullable<OpportunityDocument['PrimaryNeedsFromAws']>[number];

/** The need of an opportunity that AWS only sees: it stands alone, and is not gone back to. The SDK's enum has lost it. */
export const NO_SUPPORT = 'Do Not Need Support from AWS Sales Rep' as string as Need;

/** The faults of creating an opportunity, or of updating it from what it was `before`. */
export const givenFaults = (
  next: OpportunityDocument,
  before: OpportunityDocument | undefined,
  now: Timestamp,
): Fault[] => [
  ...opportunityFaults(next, now),
  ...(isSame(next.Marketing, before?.Marketing) ? [] : marketingFaults(next)),
  ...(isSame(next.PrimaryNeedsFromAws, before?.PrimaryNeedsFromAws) ? [] : needsFaults(next, before)),
  // A date that has passed since it was given does not forbid other changes.
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

/** AWS's Opportunity-Fields.csv: what tells of a marketing activity is null without one. API reference, Marketing: UseCases. */
const marketingFaults = ({ Marketing }: OpportunityDocument): Fault[] => {
  const { Source, ...activity } = Marketing ?? {};
  if (Source === 'None') {
    return Object.entries(activity)
      .filter(([, value]) => !isNothing(value))
      .map(([member]) => invalid(`Marketing.${member}`, 'has to be empty when Marketing.Source is None'));
  }
  return activity.AwsFundingUsed === 'No' && !isNothing(activity.UseCases)
    ? [invalid('Marketing.UseCases', 'has to be empty when Marketing.AwsFundingUsed is No')]
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

/** AWS docs: RelatedEntityIdentifiers, and the guide to submitting: what is committed names what is sold. */
const stageFaults = (next: OpportunityDocument, before: OpportunityDocument): Fault[] => {
  const Stage = next.LifeCycle?.Stage;
  const isFrozen = before.LifeCycle?.ReviewStatus === 'Pending Submission';
  if (isFrozen || !isCommitted(next) || Stage === before.LifeCycle?.Stage || hasOffering(next)) return [];
  const FieldName = 'RelatedEntityIdentifiers.Solutions';
  const Message = `The stage ${Stage} needs a solution, or a solution or product of AWS Marketplace. Associate one with AssociateOpportunity first.`;
  return [{ FieldName, Message, Code: 'REQUIRED_FIELD_MISSING' }];
};
