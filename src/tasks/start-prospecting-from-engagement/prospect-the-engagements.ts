import { changeContexts } from '../../changes/engagements/change-contexts.ts';
import type { Work } from '../../changes/work.ts';
import type { Announcement } from '../../events/record.ts';
import { recordEvents } from '../../events/record.ts';
import type { EngagementContext } from '../../model/documents.ts';
import { CONTEXT_LIMIT, nextContextId } from '../../rules/engagements/contexts.ts';
import { prospectingResult } from '../../rules/engagements/prospecting.ts';
import { findEngagementOfMember } from '../../store/repositories/engagements.ts';
import { listProspectingResults, writeProspectingResult } from '../../store/repositories/prospecting.ts';
import type { ProspectingResults } from '../../store/tables/prospecting-results.ts';
import type { Tasks } from '../../store/tables/tasks.ts';
import type { Step } from '../task-kind.ts';

/** The only step: adds a context with insights to each engagement with a lead; for the others, notes the reason. */
export const prospectTheEngagements: Step = {
  name: 'prospect the engagements',
  run: async (work, task) => {
    const announcements: Announcement[] = [];
    const entries = await listProspectingResults(work.tx, task);
    let failed = 0;
    for (const entry of entries) {
      const outcome = await prospect(work, task, entry);
      announcements.push(...outcome.announcements);
      if (outcome.result.status === 'FAILED') failed += 1;
      await writeProspectingResult(work.tx, { ...entry, ...outcome.result });
    }
    await recordEvents(work.tx, work.services, work.now, announcements);
    return { failed_count: failed };
  },
};

interface Outcome {
  result: Pick<ProspectingResults, 'status'> & Partial<ProspectingResults>;
  announcements: Announcement[];
}

const failure = (reason_code: string, message: string): Outcome => ({
  result: { status: 'FAILED', reason_code, message },
  announcements: [],
});

const prospect = async (work: Work, task: Tasks, { engagement_id }: ProspectingResults): Promise<Outcome> => {
  const { tx, now, services } = work;
  const engagement = await findEngagementOfMember(tx, {
    catalog: task.catalog,
    member: task.account_id,
    id: engagement_id,
  });
  if (!engagement)
    return failure('EngagementNotFound', 'There is no such engagement that your account can see.');
  const lead = engagement.contexts.find((context) => context.Payload?.Lead)?.Payload?.Lead;
  if (!lead)
    return failure(
      'LeadContextNotFound',
      'The engagement has no lead. Add one with CreateEngagementContext.',
    );
  if (engagement.contexts.length >= CONTEXT_LIMIT) {
    return failure(
      'ServiceQuotaExceeded',
      `The engagement has ${CONTEXT_LIMIT} contexts, the most there can be.`,
    );
  }
  const arn = services.arns.shared('prospecting-from-engagement-task', task.catalog, task.id);
  const context: EngagementContext = {
    Id: nextContextId(engagement.contexts),
    Type: 'ProspectingResult',
    Payload: { ProspectingResult: prospectingResult(lead, { ...task, arn, end_time: now }) },
  };
  const changed = await changeContexts(work, engagement, task.account_id, [...engagement.contexts, context]);
  if (!changed)
    return failure('EngagementConflict', 'The engagement was changed at the same moment. Start again.');
  return {
    result: { status: 'COMPLETED', context_id: context.Id ?? '' },
    announcements: changed.announcements,
  };
};
