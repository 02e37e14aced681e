import { operator, useOperator } from '../api/operator.ts';
import { words } from '../words.ts';
import { PageLink } from './page-link.tsx';
import { useTo } from './use-to.ts';

/** A link to the call that has caused an event or a task. Nothing but a dash if the journal has no such call, or may not be read. */
export const CausingRequest = ({ id }: { id: string }) => {
  const to = useTo();
  const found = useOperator('requests', { caused: id, limit: 1 }, (query, signal) =>
    operator.GET('/_cosell/requests', { params: { query }, signal }),
  );
  const call = found.data?.requests[0];
  if (!call) return words.none;
  return <PageLink to={to('requests', call.id)}>{call.operation ?? call.id}</PageLink>;
};
