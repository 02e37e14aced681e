import { operator, useOperator } from '../../api/operator.ts';
import { usePlace } from '../../api/place.ts';

/** An event as EventBridge delivers it. */
export interface RecordedEvent {
  id: string;
  'detail-type': string;
  time: string;
}

/** How many of the newest events a page shows. */
const LIMIT = 100;

/** The newest events about an opportunity for this account, if the session may read events. */
export const useEventsOf = (id: string) => {
  const { account } = usePlace();
  return useOperator('events', { account, resource: id, limit: LIMIT }, async (query, signal) => {
    const { data } = await operator.GET('/_cosell/feed', { params: { query }, signal });
    return { data: data?.events.map(({ event }) => event as unknown as RecordedEvent) };
  });
};
