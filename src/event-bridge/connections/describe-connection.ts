import { findConnection } from '../../store/repositories/event-connections.ts';
import { connectionNotFound, connectionSummary } from '../connection.ts';
import { operation } from '../operation.ts';
import { connection } from '../resources.ts';

/** Returns a connection without its secrets. Costs one query. */
export const describeConnection = operation(
  'DescribeConnection',
  { access: 'Read', on: connection('Name') },
  async ({ Name }, call) => {
    const connection = await findConnection(call.reads, { account_id: call.account, name: Name });
    if (!connection) throw connectionNotFound(Name);
    const { Description, SecretArn, AuthParameters } = connection.document;
    return {
      ...connectionSummary(call.services.region, connection),
      Description,
      SecretArn,
      AuthParameters,
    };
  },
);
