import { operator, useOperator } from '../../api/operator.ts';
import { usePlace } from '../../api/place.ts';

/** What the timeline reads of an event: its envelope, and the part of `detail` that tells what it is about. */
export interface RecordedEvent {
  id: string;
  'detail-type': string;
  time: string;
  detail: {
    engagement?: { LastModifiedBy?: string };
    engagementMember?: { accountId: string; companyName: string };
    engagementInvitation?: { id: string; receiverAccountId: string };
    resourceSnapshot?: {
      engagementId: string;
      resourceId: string;
      createdBy: string;
      arn: string;
      resourceSnapshotTemplateName: string;
    };
  };
}

/** So many events are told; the events' page has all of them. */
const SHOWN = 100;

/** The newest events of an engagement for this account. The page stands without them if the session may not read events. */
export const useEngagementEvents = (engagementId: string) => {
  const { account } = usePlace();
  return useOperator('feed', { account, resource: engagementId, limit: SHOWN }, async (query, signal) => {
    const { data } = await operator.GET('/_cosell/feed', { params: { query }, signal });
    return { data: data?.events.map(({ event }) => event as unknown as RecordedEvent) };
  });
};
