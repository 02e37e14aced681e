import { opportunityUpdated } from '../../events/catalogue.ts';
import { recordEvents } from '../../events/record.ts';
import { nextModification } from '../../model/clock.ts';
import type { Input } from '../../model/contract.ts';
import type { OpportunityDocument, ReviewStatus } from '../../model/documents.ts';
import { businessValidationFailed, ConflictException, type Fault } from '../../model/errors.ts';
import { editingFaults } from '../../rules/opportunity-editing.ts';
import { closeDateIsAhead, opportunityFaults } from '../../rules/opportunity-faults.ts';
import { canBeReviewed, isSandboxDecision, updatedLifeCycle } from '../../rules/opportunity-life-cycle.ts';
import {
  findOpportunity,
  type Opportunity,
  updateOpportunity as write,
} from '../../store/repositories/opportunities.ts';
import { followReview } from '../../workflows/follow-review.ts';
import { runSnapshotJobs } from '../../workflows/take-snapshot.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';

/**
 * Replaces what is given of an opportunity that the caller has seen in its latest state. In the sandbox it also plays
 * AWS's review, by LifeCycle.ReviewStatus. Costs one transaction, longer where snapshot jobs follow the opportunity.
 */
export const updateOpportunity = operation('UpdateOpportunity', 'Write', (input, call) =>
  call.transaction(async (work) => {
    const { tx, services } = work;
    const current = await findOpportunity(tx, input.Catalog, call.account, input.Identifier);
    if (!current) throw notFound('opportunity', input.Identifier);
    if (current.modified_at !== input.LastModifiedDate) throw outdated();

    const now = nextModification(current.modified_at, work.now);
    const decision = sandboxDecision(input, current);
    const edited = editedDocument(input, current.document, now);
    const faults = decision
      ? decisionFaults(current)
      : [...editingFaults(current.document, edited), ...ruleFaults(edited, current.document, now)];
    if (faults.length > 0) throw businessValidationFailed(faults);

    const document = decision ? reviewed(current.document, decision) : resubmitted(edited);
    const opportunity: Opportunity = { ...current, document, modified_at: now };
    if (!(await write(tx, opportunity, current.modified_at))) throw outdated();
    await recordEvents(tx, services, now, [
      { to: [call.account], event: opportunityUpdated(services.arns, opportunity) },
      ...(await runSnapshotJobs(work, opportunity)),
      ...(await followReview(work, opportunity)),
    ]);
    return { Id: opportunity.id, LastModifiedDate: now };
  }),
);

const outdated = () =>
  ConflictException(
    'LastModifiedDate is not that of the latest state. Get the opportunity, apply your change to it, and try again.',
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

const decisionFaults = ({ document }: Opportunity): Fault[] =>
  canBeReviewed(document.LifeCycle?.ReviewStatus)
    ? []
    : [
        {
          FieldName: 'LifeCycle.ReviewStatus',
          Message: `An opportunity that is ${document.LifeCycle?.ReviewStatus} is not up for review. Submit it first.`,
          Code: 'INVALID_RESOURCE_STATE',
        },
      ];

const reviewed = (document: OpportunityDocument, status: ReviewStatus): OpportunityDocument => ({
  ...document,
  LifeCycle: { ...document.LifeCycle, ReviewStatus: status },
});

/** AWS API reference, LifeCycle: after the action that AWS asked for, an opportunity is up for review again. */
const resubmitted = (document: OpportunityDocument): OpportunityDocument =>
  document.LifeCycle?.ReviewStatus === 'Action Required' ? reviewed(document, 'Submitted') : document;
