import {
  lockConnection,
  deleteConnection as removeConnection,
} from '../../store/repositories/event-connections.ts';
import { connectionNotFound, connectionSummary } from '../connection.ts';
import { operation } from '../operation.ts';
import { connection } from '../resources.ts';

/** Deletes a connection and its secrets. API destinations that use it become inactive. Costs one transaction. */
export const deleteConnection = operation(
  'DeleteConnection',
  { access: 'Write', on: connection('Name') },
  async ({ Name }, call) =>
    call.transaction(async ({ tx }) => {
      const connection = await lockConnection(tx, { account_id: call.account, name: Name });
      if (!connection) throw connectionNotFound(Name);
      await removeConnection(tx, { account_id: call.account, name: Name });
      const summary = connectionSummary(call.services.region, connection);
      return { ...summary, ConnectionState: 'DELETING' as const };
    }),
);
