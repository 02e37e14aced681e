import { callSelling, type Place } from './selling.ts';
import type { Task, TaskAbout, TaskOperation } from './task.ts';

/** The members that the public lists of tasks share. Each kind has some. */
interface PublicTask {
  TaskId?: string | null;
  TaskStatus?: string | null;
  StartTime?: string | null;
  EndTime?: string | null;
  ReasonCode?: string | null;
  Message?: string | null;
  OpportunityId?: string | null;
  EngagementId?: string | null;
  EngagementInvitationId?: string | null;
  ResourceSnapshotJobId?: string | null;
  ContextId?: string | null;
  TaskName?: string | null;
  TotalEngagementCount?: number | null;
  CompletedEngagementCount?: number | null;
  FailedEngagementCount?: number | null;
}

/** Conditions that a list can filter by. */
interface Filters {
  TaskIdentifier?: string[];
  EngagementInvitationIdentifier?: string[];
  OpportunityIdentifier?: string[];
  EngagementIdentifier?: string[];
}

type List = (place: Place, filters: Filters, signal: AbortSignal) => Promise<readonly PublicTask[]>;

const Sort = { SortBy: 'StartTime', SortOrder: 'DESCENDING' } as const;
const MOST = 100;

/** The public list of each kind of task, and which filters it has. Prospecting tasks name neither engagements nor steps. */
const LISTS: Readonly<Record<TaskOperation, { filters: readonly (keyof Filters)[]; list: List }>> = {
  StartEngagementByAcceptingInvitationTask: {
    filters: ['TaskIdentifier', 'EngagementInvitationIdentifier', 'OpportunityIdentifier'],
    list: async (place, filters, signal) =>
      (
        await callSelling(
          place,
          'ListEngagementByAcceptingInvitationTasks',
          { ...filters, Sort, MaxResults: MOST },
          signal,
        )
      ).TaskSummaries ?? [],
  },
  StartEngagementFromOpportunityTask: {
    filters: ['TaskIdentifier', 'OpportunityIdentifier', 'EngagementIdentifier'],
    list: async (place, filters, signal) =>
      (
        await callSelling(
          place,
          'ListEngagementFromOpportunityTasks',
          { ...filters, Sort, MaxResults: MOST },
          signal,
        )
      ).TaskSummaries ?? [],
  },
  StartOpportunityFromEngagementTask: {
    filters: ['TaskIdentifier', 'OpportunityIdentifier', 'EngagementIdentifier'],
    list: async (place, filters, signal) =>
      (
        await callSelling(
          place,
          'ListOpportunityFromEngagementTasks',
          { ...filters, Sort, MaxResults: MOST },
          signal,
        )
      ).TaskSummaries ?? [],
  },
  StartProspectingFromEngagementTask: {
    filters: ['TaskIdentifier'],
    list: async (place, { TaskIdentifier }, signal) =>
      (
        await callSelling(
          place,
          'ListProspectingFromEngagementTasks',
          { ...(TaskIdentifier && { TaskIdentifier }), Sort, MaxResults: MOST },
          signal,
        )
      ).TaskSummaries ?? [],
  },
};

const filtersOf = ({ id, invitation, engagement, opportunity }: TaskAbout): Filters => ({
  ...(id && { TaskIdentifier: [id] }),
  ...(invitation && { EngagementInvitationIdentifier: [invitation] }),
  ...(opportunity && { OpportunityIdentifier: [opportunity] }),
  ...(engagement && { EngagementIdentifier: [engagement] }),
});

/** The length of ids tells the kinds apart: AWS's patterns. */
const isIdOf = (operation: TaskOperation, id: string | undefined): boolean =>
  id === undefined ||
  id.length ===
    (operation === 'StartProspectingFromEngagementTask' ? 'task-'.length + 14 : 'task-'.length + 13);

/** Reads tasks as far as the public API tells them, the latest 100 of each kind, latest first. */
export const readPublicTasks = async (
  place: Place,
  about: TaskAbout,
  signal: AbortSignal,
): Promise<readonly Task[]> => {
  const filters = filtersOf(about);
  const asked = Object.keys(filters) as (keyof Filters)[];
  const found = await Promise.all(
    Object.entries(LISTS).map(async ([name, { filters: known, list }]) => {
      const operation = name as TaskOperation;
      const isAsked = about.operation === undefined || about.operation === operation;
      if (!isAsked || !isIdOf(operation, about.id) || !asked.every((filter) => known.includes(filter)))
        return [];
      return (await list(place, filters, signal)).map((task) => shownAs(operation, place, task));
    }),
  );
  return found.flat().sort((one, other) => (one.startTime < other.startTime ? 1 : -1));
};

const shownAs = (operation: TaskOperation, { account, catalog }: Place, task: PublicTask): Task => ({
  id: task.TaskId ?? '',
  account,
  catalog,
  operation,
  status: task.TaskStatus ?? statusOfProspecting(task),
  startTime: task.StartTime ?? '',
  ...(task.EndTime && { endTime: task.EndTime }),
  ...(task.ReasonCode && { reasonCode: task.ReasonCode }),
  ...(task.Message && { message: task.Message }),
  ...(task.EngagementInvitationId && { invitation: task.EngagementInvitationId }),
  ...(task.EngagementId && { engagement: task.EngagementId }),
  ...(task.OpportunityId && { opportunity: task.OpportunityId }),
  ...(task.ResourceSnapshotJobId && { snapshotJob: task.ResourceSnapshotJobId }),
  ...(task.ContextId && { context: task.ContextId }),
  ...(task.TaskName && { name: task.TaskName }),
  steps: [],
});

/** A summary of a prospecting task has counts instead of a status. */
const statusOfProspecting = ({
  EndTime,
  TotalEngagementCount,
  FailedEngagementCount,
}: PublicTask): string => {
  if (!EndTime) return 'IN_PROGRESS';
  return FailedEngagementCount === TotalEngagementCount ? 'FAILED' : 'COMPLETE';
};
