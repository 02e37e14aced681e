import { useMutation, useQueryClient } from '@tanstack/react-query';
import { newClientToken } from './client-token.ts';
import type { Fault } from './fault.ts';
import { usePlace } from './place.ts';
import { callSelling, type Input, type Place } from './selling.ts';
import type { Task } from './task.ts';

type Submission = Input<'StartEngagementFromOpportunityTask'>['AwsSubmission'];
type Start = (place: Place) => Promise<{ TaskId?: string | undefined }>;

/**
 * Returns what starts a task's work again with a new token; undefined if what is known of the task does not say how: the
 * public API does not tell the AwsSubmission of a task, nor the engagements of a prospecting task that failed as a whole.
 */
const startOf = (task: Task): Start | undefined => {
  const { operation, invitation, opportunity, engagement, context, involvementType, visibility } = task;
  const ClientToken = newClientToken();
  if (operation === 'StartEngagementByAcceptingInvitationTask' && invitation) {
    return (place) => callSelling(place, operation, { Identifier: invitation, ClientToken });
  }
  if (operation === 'StartEngagementFromOpportunityTask' && opportunity && involvementType) {
    const AwsSubmission = {
      InvolvementType: involvementType,
      ...(visibility && { Visibility: visibility }),
    } as Submission;
    return (place) => callSelling(place, operation, { Identifier: opportunity, ClientToken, AwsSubmission });
  }
  if (operation === 'StartOpportunityFromEngagementTask' && engagement && context) {
    return (place) =>
      callSelling(place, operation, { Identifier: engagement, ContextIdentifier: context, ClientToken });
  }
  if (operation === 'StartProspectingFromEngagementTask') return (place) => prospectAgain(place, task);
  return undefined;
};

/** Starts a prospecting task with the engagements that failed in an earlier one. */
const prospectAgain = async (place: Place, { id, name = '' }: Task) => {
  const { Engagements } = await callSelling(place, 'GetProspectingFromEngagementTask', {
    TaskIdentifier: id,
  });
  const failed = (Engagements ?? []).filter(({ Status }) => Status !== 'COMPLETED');
  return callSelling(place, 'StartProspectingFromEngagementTask', {
    Identifiers: failed.map(({ EngagementIdentifier }) => EngagementIdentifier ?? ''),
    TaskName: name,
    ClientToken: newClientToken(),
  });
};

/** Starts the work of a failed task again; `canRetry` is false if too little is known of it. */
export const useRetryTask = (task: Task) => {
  const place = usePlace();
  const queries = useQueryClient();
  const retry = useMutation<string | undefined, Fault, void>({
    mutationFn: async () => (await startOf(task)?.(place))?.TaskId,
    onSettled: () => queries.invalidateQueries({ queryKey: ['selling', place.account] }),
  });
  return { ...retry, canRetry: startOf(task) !== undefined };
};
