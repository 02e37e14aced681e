import { connectionOf, queryConnections } from '../../store/repositories/event-connections.ts';
import { connectionSummary } from '../connection.ts';
import { listPage } from '../list-page.ts';
import { operation } from '../operation.ts';

/** Lists the connections of the caller by name. All are authorized, so any other state has none. Costs one query. */
export const listConnections = operation('ListConnections', 'List', async (input, call) => {
  const { ConnectionState: state = 'AUTHORIZED', NamePrefix } = input;
  if (state !== 'AUTHORIZED') return { Connections: [] };
  const { rows, NextToken } = await listPage(
    call,
    { operation: 'ListConnections', input, key: 'name' },
    queryConnections(call.reads, call.account, NamePrefix),
  );
  const { region } = call.services;
  return { Connections: rows.map((row) => connectionSummary(region, connectionOf(row))), NextToken };
});
