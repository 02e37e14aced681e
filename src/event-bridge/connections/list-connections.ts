import { connectionOf, queryConnections } from '../../store/repositories/event-connections.ts';
import { connectionSummary } from '../connection.ts';
import { list } from '../operation.ts';

/** Lists the connections of the caller by name. All are authorized, so another state returns none. Costs one query. */
export const listConnections = list('ListConnections', {
  items: 'Connections',
  query: ({ ConnectionState = 'AUTHORIZED', NamePrefix }, { reads, account }) =>
    ConnectionState === 'AUTHORIZED' ? queryConnections(reads, account, NamePrefix) : undefined,
  keys: ['name'],
  show: (row, { services }) => connectionSummary(services.region, connectionOf(row)),
});
