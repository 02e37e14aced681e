import {
  lockApiDestination,
  deleteApiDestination as removeDestination,
} from '../../store/repositories/event-api-destinations.ts';
import { destinationNotFound } from '../api-destination.ts';
import { operation } from '../operation.ts';
import { apiDestination } from '../resources.ts';

/** Deletes an API destination. Rules keep it as a target, but deliveries to it fail. Costs one transaction. */
export const deleteApiDestination = operation(
  'DeleteApiDestination',
  { access: 'Write', on: apiDestination('Name') },
  async ({ Name }, call) =>
    call.transaction(async ({ tx }) => {
      if (!(await lockApiDestination(tx, { account_id: call.account, name: Name })))
        throw destinationNotFound(Name);
      await removeDestination(tx, { account_id: call.account, name: Name });
      return {};
    }),
);
