import type { Announcement } from '../../events/record.ts';
import type { AccountId } from '../../model/contract.ts';
import type { OpportunityDocument } from '../../model/documents.ts';
import { CONTEXT_LIMIT, nextContextId } from '../../rules/engagements/contexts.ts';
import { customerProjectContext } from '../../rules/snapshots/views.ts';
import type { Engagement } from '../../store/repositories/engagements.ts';
import { StepFailure, type Work } from '../work.ts';
import { changeContexts } from './change-contexts.ts';

/**
 * Adds an opportunity's project to the contexts of a locked engagement. Returns the context's id and the events to record.
 * Throws `StepFailure` if the engagement has the maximum number of contexts or was changed concurrently.
 */
export const addProject = async (
  work: Work,
  engagement: Engagement,
  account: AccountId,
  document: OpportunityDocument,
): Promise<{ contextId: string; announcements: Announcement[] }> => {
  requireCapacity(engagement);
  const contextId = nextContextId(engagement.contexts);
  const context = { ...customerProjectContext(document), Id: contextId };
  const changed = await changeContexts(work, engagement, account, [...engagement.contexts, context]);
  if (!changed) throw new StepFailure('EngagementConflict', 'The engagement was changed at the same moment.');
  return { contextId, announcements: changed.announcements };
};

/** Throws `StepFailure` if the engagement has the maximum number of contexts. */
export const requireCapacity = ({ contexts }: Pick<Engagement, 'contexts'>): void => {
  if (contexts.length < CONTEXT_LIMIT) return;
  throw new StepFailure(
    'ServiceQuotaExceeded',
    `The engagement has ${CONTEXT_LIMIT} contexts, the most there can be.`,
  );
};
