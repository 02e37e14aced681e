import { nextModification } from '../../model/clock.ts';
import type { Input } from '../../model/contract.ts';
import type { OpportunityDocument } from '../../model/documents.ts';
import { businessValidationFailed, type Fault } from '../../model/errors.ts';
import { editingFaults } from '../../rules/opportunity-editing.ts';
import { closeDateIsAhead, opportunityFaults } from '../../rules/opportunity-faults.ts';
import { isSandboxDecision, reviewFaults, updatedLifeCycle } from '../../rules/opportunity-life-cycle.ts';
import { lockOpportunity, type Opportunity } from '../../store/repositories/opportunities.ts';
import { changeAndAnnounce, outdated } from '../../workflows/change-opportunity.ts';
import { decideReview } from '../../workflows/decide-review.ts';
import { planReviewByPolicy } from '../../workflows/planned-review.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';

/**
 * Replaces what is given of an opportunity that the caller has seen in its latest state. In the sandbox it also plays
 * AWS's review, by LifeCycle.ReviewStatus. Costs one transaction, longer where snapshot jobs follow the opportunity.
 */
export const updateOpportunity = operation('UpdateOpportunity', 'Write', (input, call) =>
  call.transaction(async (work) => {
    const current = await lockOpportunity(work.tx, input.Catalog, call.account, input.Identifier);
    if (!current) throw notFound('opportunity', input.Identifier);
    if (current.modified_at !== input.LastModifiedDate) throw outdated();

    const now = nextModification(current.modified_at, work.now);
    const decision = sandboxDecision(input, current);
    if (decision) {
      const faults = reviewFaults(current.document, decision);
      if (faults.length > 0) throw businessValidationFailed(faults);
      await decideReview(work, current, decision);
      return { Id: current.id, LastModifiedDate: now };
    }
    const edited = editedDocument(input, current.document, now);
    const faults = [...editingFaults(current.document, edited), ...ruleFaults(edited, current.document, now)];
    if (faults.length > 0) throw businessValidationFailed(faults);
    const opportunity = await changeAndAnnounce(work, current, resubmitted(edited));
    if (edited.LifeCycle?.ReviewStatus === 'Action Required') await planReviewByPolicy(work, opportunity);
    return { Id: opportunity.id, LastModifiedDate: opportunity.modified_at };
  }),
);

/** What is given replaces what was there, as a whole; what is left out stays. */
const editedDocument = (
  input: Input<'UpdateOpportunity'>,
  current: OpportunityDocument,
  now: string,
): OpportunityDocument => {
  const { Catalog, Identifier, LastModifiedDate, LifeCycle, ...given } = input;
  const lifeCycle = LifeCycle ? updatedLifeCycle(current.LifeCycle, LifeCycle, now) : current.LifeCycle;
  return { ...current, ...given, LifeCycle: lifeCycle };
};

/** A date that has passed since it was given does not forbid other changes. */
const ruleFaults = (next: OpportunityDocument, current: OpportunityDocument, now: string): Fault[] => {
  const dateChanged = next.LifeCycle?.TargetCloseDate !== current.LifeCycle?.TargetCloseDate;
  return [...opportunityFaults(next, now), ...(dateChanged ? closeDateIsAhead(next, now) : [])];
};

/** AWS docs, testing-sandbox: there a partner decides the review itself. */
const sandboxDecision = (
  input: Input<'UpdateOpportunity'>,
  current: Opportunity,
): 'Approved' | 'Action Required' | undefined => {
  const status = input.LifeCycle?.ReviewStatus;
  const isChange = status !== current.document.LifeCycle?.ReviewStatus;
  return input.Catalog === 'Sandbox' && isChange && isSandboxDecision(status) ? status : undefined;
};

/** AWS API reference, LifeCycle: after the action that AWS asked for, an opportunity is up for review again. */
const resubmitted = (document: OpportunityDocument): OpportunityDocument =>
  document.LifeCycle?.ReviewStatus === 'Action Required'
    ? { ...document, LifeCycle: { ...document.LifeCycle, ReviewStatus: 'Submitted' } }
    : document;
