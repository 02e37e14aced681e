import { useSelling } from '../../api/selling.ts';

/** A task that this opportunity took part in. */
export interface TaskSummary {
  operation: string;
  TaskId?: string | null;
  StartTime?: string | null;
  TaskStatus?: string | null;
  EngagementId?: string | null;
  ResourceSnapshotJobId?: string | null;
}

/** The tasks of every kind that name an opportunity, by the public API. */
export const useTasksOf = (id: string): readonly TaskSummary[] => {
  const input = { OpportunityIdentifier: [id] };
  const submitted = useSelling('ListEngagementFromOpportunityTasks', input);
  const accepted = useSelling('ListEngagementByAcceptingInvitationTasks', input);
  const converted = useSelling('ListOpportunityFromEngagementTasks', input);
  return [
    ...named(submitted.data?.TaskSummaries, 'StartEngagementFromOpportunityTask'),
    ...named(accepted.data?.TaskSummaries, 'StartEngagementByAcceptingInvitationTask'),
    ...named(converted.data?.TaskSummaries, 'StartOpportunityFromEngagementTask'),
  ];
};

const named = (
  tasks: readonly Omit<TaskSummary, 'operation'>[] | null | undefined,
  operation: string,
): TaskSummary[] => (tasks ?? []).map((task) => ({ ...task, operation }));
