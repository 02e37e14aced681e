import type { OpportunityDocument } from '../../src/model/documents.ts';
import { stateOf } from '../../src/rules/opportunities/editing.ts';
import { blockedStates, lockReasons, opportunityMembers } from '../../src/rules/opportunities/states.ts';
import { canBeSubmitted } from '../../src/rules/opportunities/submission.ts';
import { words } from '../words.ts';
import { withoutNothing } from './without-nothing.ts';

/** What an opportunity's state allows, from the server's own table of rules: a reason means that it is forbidden. */

const { reasons } = words.opportunity;

/** What lists and GetOpportunity tell alike; members may be null. */
export interface Progress {
  LifeCycle?: {
    Stage?: string | null;
    ReviewStatus?: string | null;
    TargetCloseDate?: string | null;
  } | null;
}

/** The stages in their order. AWS API reference, LifeCycle.Stage. */
export const STAGES = [
  'Prospect',
  'Qualified',
  'Technical Validation',
  'Business Validation',
  'Committed',
  'Launched',
  'Closed Lost',
] as const;
export type StageName = (typeof STAGES)[number];

/** The state of an opportunity: its review status, or its final stage. */
export const stateOfOpportunity = (opportunity: Progress) =>
  stateOf(withoutNothing(opportunity) as OpportunityDocument);

/** Why nothing of the opportunity can be changed, if so. */
export const whyBlocked = (opportunity: Progress): string | undefined => {
  const state = stateOfOpportunity(opportunity);
  return state in blockedStates ? `${blockedStates[state as keyof typeof blockedStates]}.` : undefined;
};

const stageRow = opportunityMembers.find(({ member }) => member === 'LifeCycle.Stage');

/** Why its members cannot be edited, if so: a lost opportunity has none that is open. */
export const whyNotEdited = (opportunity: Progress): string | undefined =>
  whyBlocked(opportunity) ?? (stateOfOpportunity(opportunity) === 'Closed Lost' ? reasons.lost : undefined);

/** Why the opportunity cannot move to another stage, if so. */
export const whyNotMoved = (opportunity: Progress): string | undefined => {
  const blocked = whyBlocked(opportunity);
  if (blocked !== undefined) return blocked;
  const state = stateOfOpportunity(opportunity) as keyof typeof lockReasons;
  if (stageRow?.update[state] !== 'locked') return undefined;
  return state === 'Pending Submission' ? reasons.stagePending : reasons.stage(lockReasons[state]);
};

/** Why it cannot be submitted, if so. */
export const whyNotSubmitted = (opportunity: Progress): string | undefined => {
  const { ReviewStatus, Stage } = withoutNothing(opportunity as OpportunityDocument).LifeCycle ?? {};
  if (!canBeSubmitted(ReviewStatus)) return reasons.submit;
  return Stage === 'Closed Lost' ? reasons.submitLost : undefined;
};

/** The stage after this one, if there is one before the end. */
export const nextStage = (opportunity: Progress): StageName | undefined => {
  const at = STAGES.indexOf((opportunity.LifeCycle?.Stage ?? 'Prospect') as StageName);
  return at >= 0 && at < STAGES.indexOf('Launched') ? STAGES[at + 1] : undefined;
};
