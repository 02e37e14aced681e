import type { OpportunityDocument } from '../../model/documents.ts';
import type { Fault } from '../../model/errors.ts';
import { isDemanded, isNothing, isSame, memberOf } from './members.ts';
import {
  blockedStates,
  lockReasons,
  type OpportunityState,
  opportunityMembers,
  type StatesOfMember,
} from './states.ts';

/** Which members of an opportunity may be written in which state, by the table of `states.ts`. */

type OpenState = keyof typeof lockReasons;

/** The state of an opportunity: its review status or, if it is Approved, its final stage. */
export const stateOf = ({ LifeCycle }: OpportunityDocument): OpportunityState => {
  const { ReviewStatus = 'Pending Submission', Stage } = LifeCycle ?? {};
  const isAtEnd = ReviewStatus === 'Approved' && (Stage === 'Launched' || Stage === 'Closed Lost');
  return isAtEnd ? Stage : ReviewStatus;
};

const isOpenState = (state: OpportunityState): state is OpenState => state in lockReasons;

/** The fault of an opportunity that cannot be updated at all in its state. */
export const blockedFaults = (document: OpportunityDocument): Fault[] => {
  const state = stateOf(document);
  if (isOpenState(state)) return [];
  return [
    {
      FieldName: 'LifeCycle.ReviewStatus',
      Message: `${blockedStates[state]}.`,
      Code: 'ACTION_NOT_PERMITTED',
    },
  ];
};

/** The members that CreateOpportunity requires and that are missing. */
export const createFaults = (document: OpportunityDocument): Fault[] =>
  opportunityMembers.flatMap((row) => (row.create === 'required' ? missing(row, document) : []));

/** The faults of updating `current`, which is not blocked, to `next`: members that its state requires or locks. */
export const updateFaults = (current: OpportunityDocument, next: OpportunityDocument): Fault[] => {
  const state = stateOf(current);
  if (!isOpenState(state)) return [];
  return opportunityMembers.flatMap((row) => {
    switch (row.update[state]) {
      case 'required':
        return missing(row, next);
      case 'kept':
        return isNothing(memberOf(current, row.member)) ? [] : missing(row, next);
      case 'locked':
        return changed(row, current, next, state);
      default:
        return [];
    }
  });
};

/** The missing members that AWS's decision requires: those of the new state and those of a submission. */
export const decisionFaults = (
  next: OpportunityDocument,
  decision: 'Approved' | 'Action Required',
): Fault[] =>
  opportunityMembers.flatMap((row) => {
    const isAsked = row.update[decision] === 'required' || row.submit === 'required';
    return isAsked ? missing(row, next) : [];
  });

const missing = (row: StatesOfMember, document: OpportunityDocument): Fault[] =>
  isNothing(memberOf(document, row.member)) && isDemanded(row, document) ? [missingFault(row.member)] : [];

/** [reported] AWS's words, without a full stop. */
const missingFault = (member: string): Fault => ({
  FieldName: member,
  Message: `${member} is required`,
  Code: 'REQUIRED_FIELD_MISSING',
});

/** [reported] An omitted member is cleared: a missing member if a submission requires it, otherwise a change like any other. */
const changed = (
  row: StatesOfMember,
  current: OpportunityDocument,
  next: OpportunityDocument,
  state: OpenState,
): Fault[] => {
  const value = memberOf(next, row.member);
  if (isSame(memberOf(current, row.member), value)) return [];
  if (isNothing(value) && row.submit === 'required' && isDemanded(row, next))
    return [missingFault(row.member)];
  return [
    {
      FieldName: row.member,
      Message:
        state === 'Pending Submission'
          ? lockReasons[state]
          : `${row.member} cannot be changed: ${lockReasons[state]}.`,
      Code: 'ACTION_NOT_PERMITTED',
    },
  ];
};
