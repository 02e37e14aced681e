import { changeAndAnnounce, outdated } from '../../changes/opportunities/change-opportunity.ts';
import { decideReview } from '../../changes/opportunities/decide-review.ts';
import { planReviewByPolicy } from '../../changes/opportunities/planned-review.ts';
import type { Work } from '../../changes/work.ts';
import { nextModification } from '../../kit/flow/clock.ts';
import type { Input } from '../../model/contract.ts';
import type { OpportunityDocument } from '../../model/documents.ts';
import { businessValidationFailed, type Fault } from '../../model/errors.ts';
import { blockedFaults, decisionFaults, updateFaults } from '../../rules/opportunities/editing.ts';
import { givenFaults } from '../../rules/opportunities/given.ts';
import {
  foreignDecisionFault,
  isSandboxDecision,
  reviewFaults,
  type SandboxDecision,
  updatedLifeCycle,
  withoutStatus,
} from '../../rules/opportunities/life-cycle.ts';
import { settledProject } from '../../rules/opportunities/spend.ts';
import { type Opportunity, updateOpportunity as write } from '../../store/repositories/opportunities.ts';
import { operation } from '../operation.ts';
import { opportunity } from '../resources.ts';
import { lockOwnOpportunity } from '../visible.ts';

type Update = Input<'UpdateOpportunity'>;

/**
 * Replaces an opportunity if the caller has seen the latest state. Omitted members are removed, except associations and
 * team. In the sandbox, LifeCycle.ReviewStatus also decides AWS's review. Costs one transaction, which takes longer if
 * snapshot jobs follow the opportunity.
 */
export const updateOpportunity = operation(
  'UpdateOpportunity',
  { access: 'Write', on: opportunity('Identifier') },
  (input, call) =>
    call.transaction(async (work) => {
      const current = await lockOwnOpportunity(work, call, input.Catalog, input.Identifier);
      if (current.modified_at !== input.LastModifiedDate) throw outdated();

      const now = nextModification(current.modified_at, work.now);
      const { document, faults: spendFaults } = replaced(input, current.document, now);
      const decision = decisionOf(input, current.document);
      refuse(decision ? reviewFaults(current.document, decision) : blockedFaults(current.document));
      refuse([
        ...(decision ? decisionFaults(document, decision) : updateFaults(current.document, document)),
        ...spendFaults,
        ...givenFaults(document, current.document, now),
      ]);
      if (decision) await review(work, current, document, decision, input);
      else await edit(work, current, document, input);
      return { Id: current.id, LastModifiedDate: now };
    }),
);

const refuse = (faults: Fault[]): void => {
  if (faults.length > 0) throw businessValidationFailed(faults);
};

/** Returns the request's review decision, if any. Throws ValidationException if the caller may not set the status. */
const decisionOf = (
  { Catalog, LifeCycle }: Update,
  current: OpportunityDocument,
): SandboxDecision | undefined => {
  const status = LifeCycle?.ReviewStatus;
  if (status === undefined || status === current.LifeCycle?.ReviewStatus) return undefined;
  if (Catalog === 'Sandbox' && isSandboxDecision(status)) return status;
  throw businessValidationFailed([foreignDecisionFault(Catalog)]);
};

/** Builds the new document: the request sets or removes every member that it can set: AWS docs, UpdateOpportunity. */
const replaced = (
  input: Update,
  current: OpportunityDocument,
  now: string,
): { document: OpportunityDocument; faults: Fault[] } => {
  const { Catalog, Identifier, LastModifiedDate, LifeCycle, Project, ...given } = input;
  const { Origin, OpportunityTeam, RelatedEntityIdentifiers } = current;
  const { project, faults } = settledProject(Project, current.Project ?? {});
  const document = {
    ...given,
    ...(project && { Project: project }),
    LifeCycle: updatedLifeCycle(current.LifeCycle, LifeCycle, now),
    ...(Origin && { Origin }),
    ...(OpportunityTeam && { OpportunityTeam }),
    RelatedEntityIdentifiers,
  };
  return { document, faults };
};

const edit = async (
  work: Work,
  current: Opportunity,
  replaced: OpportunityDocument,
  { LifeCycle }: Update,
): Promise<void> => {
  const isCleared = !LifeCycle?.ReviewStatus && work.services.controls.quirks.has('update-clears-status');
  const document = isCleared ? withoutStatus(replaced) : replaced;
  const opportunity = await changeAndAnnounce(work, current, resubmitted(document));
  if (document.LifeCycle?.ReviewStatus === 'Action Required') await planReviewByPolicy(work, opportunity);
};

/** AWS API reference, LifeCycle: after the action that AWS required, an opportunity is reviewed again. */
const resubmitted = (document: OpportunityDocument): OpportunityDocument =>
  document.LifeCycle?.ReviewStatus === 'Action Required'
    ? { ...document, LifeCycle: { ...document.LifeCycle, ReviewStatus: 'Submitted' } }
    : document;

/** AWS docs, testing-sandbox: a partner decides AWS's review; the request also holds its comments and changes. */
const review = async (
  work: Work,
  current: Opportunity,
  document: OpportunityDocument,
  decision: SandboxDecision,
  { LifeCycle }: Update,
): Promise<void> => {
  // Written without an announcement: decideReview announces both as one change in the same transaction.
  await write(work.tx, current, { ...current, document });
  const remarks = { comments: LifeCycle?.ReviewComments, reason: LifeCycle?.ReviewStatusReason };
  await decideReview(work, { ...current, document }, decision, remarks);
};
