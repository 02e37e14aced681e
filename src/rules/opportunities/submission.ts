import type { OpportunityDocument, ReviewStatus } from '../../model/documents.ts';
import type { Fault } from '../../model/errors.ts';
import { hasOffering, isCommitted } from './associations.ts';
import { isDemanded, isNothing, memberOf } from './members.ts';
import { NO_SUPPORT } from './needs.ts';
import { opportunityMembers } from './states.ts';

/** What a partner asks of AWS when it submits an opportunity. */
export type InvolvementType = 'Co-Sell' | 'For Visibility Only';

/** Returns everything that prevents a submission. AWS docs: working-with-your-opportunities, and the table of `states.ts`. */
export const submissionFaults = (document: OpportunityDocument, involvement: InvolvementType): Fault[] => [
  ...stateFaults(document),
  ...stageFaults(document),
  ...missingFaults(document, involvement),
  ...offeringFaults(document),
];

const missingFaults = (document: OpportunityDocument, involvement: InvolvementType): Fault[] =>
  opportunityMembers
    .filter((row) => row.submit === 'required' || row.submit === involvement)
    .filter((row) => isNothing(memberOf(document, row.member)) && isDemanded(row, document))
    .map(({ member }) => ({
      FieldName: member,
      Message: `${member} is required to submit the opportunity.`,
      Code: 'REQUIRED_FIELD_MISSING',
    }));

/** AWS docs: working-with-your-opportunities, "Review process". */
export const canBeSubmitted = (status: ReviewStatus | undefined): boolean =>
  status === 'Pending Submission' || status === 'Action Required';

/** [reported] AWS's words. */
const stateFaults = ({ LifeCycle }: OpportunityDocument): Fault[] => {
  if (canBeSubmitted(LifeCycle?.ReviewStatus)) return [];
  const message = 'Only Pending Submission or action required opportunities can be submitted';
  return [{ FieldName: 'LifeCycle.ReviewStatus', Message: message, Code: 'INVALID_RESOURCE_STATE' }];
};

/** A lost opportunity cannot be submitted (AWS API reference, LifeCycle.Stage); a Prospect can [seen]. */
const stageFaults = ({ LifeCycle }: OpportunityDocument): Fault[] => {
  if (LifeCycle?.Stage !== 'Closed Lost') return [];
  const message = 'An opportunity in the stage Closed Lost cannot be submitted.';
  return [{ FieldName: 'LifeCycle.Stage', Message: message, Code: 'INVALID_VALUE' }];
};

/** A submission needs a solution or product or, before the stage Committed, a description of another solution [seen]. */
const offeringFaults = (document: OpportunityDocument): Fault[] => {
  const isDescribed = !isCommitted(document) && Boolean(document.Project?.OtherSolutionDescription);
  if (isDescribed || hasOffering(document)) return [];
  const message =
    'The opportunity has no solution. Associate one with AssociateOpportunity, or describe it in Project.OtherSolutionDescription.';
  return [
    { FieldName: 'RelatedEntityIdentifiers.Solutions', Message: message, Code: 'REQUIRED_FIELD_MISSING' },
  ];
};

/** The opportunity as AWS stores it on submission: For Visibility Only defaults the needs to NO_SUPPORT [seen]. */
export const submittedOpportunity = (
  document: OpportunityDocument,
  involvement: InvolvementType,
): OpportunityDocument =>
  involvement === 'For Visibility Only' && isNothing(document.PrimaryNeedsFromAws)
    ? { ...document, PrimaryNeedsFromAws: [NO_SUPPORT] }
    : document;
