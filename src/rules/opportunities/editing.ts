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

/** What may be given of an opportunity and when, by the table of `opportunity-states.ts`. */

type OpenState = keyof typeof lockReasons;

/** The state that an opportunity is in: its review status, or the end that an approved one came to. */
export const stateOf = ({ LifeCycle }: OpportunityDocument): OpportunityState => {
  const { ReviewStatus = 'Pending Submission', Stage } = LifeCycle ?? {};
  const isAtEnd = ReviewStatus === 'Approved' && (Stage === 'Launched' || Stage === 'Closed Lost');
  return isAtEnd ? Stage : ReviewStatus;
};

const isOpenState = (state: OpportunityState): state is OpenState => state in lockReasons;

/** The fault of an opportunity of which nothing at all can be changed now. */
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

/** What CreateOpportunity misses in an opportunity. */
export const createFaults = (document: OpportunityDocument): Fault[] =>
  opportunityMembers.flatMap((row) => (row.create === 'required' ? missing(row, document) : []));

/**
 * The faults of updating `current`, which is not blocked, to `next`: what is missing in its state, and what the state
 * holds fast.
 */
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

/** What AWS's decision misses in an opportunity: what its new state demands, and what a submission did. */
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

/** [reported] What is left out is cleared: missing where AWS needs it, a change like any other where it does not. */
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
