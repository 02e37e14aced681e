import { findApiDestinationByName } from '../../store/repositories/event-api-destinations.ts';
import { destinationNotFound, findActive, shownDestination } from '../api-destination.ts';
import { operation } from '../operation.ts';
import { apiDestination } from '../resources.ts';

/** Returns an API destination. Costs two queries. */
export const describeApiDestination = operation(
  'DescribeApiDestination',
  { access: 'Read', on: apiDestination('Name') },
  async ({ Name }, call) => {
    const { account, reads, services } = call;
    const destination = await findApiDestinationByName(reads, { account_id: account, name: Name });
    if (!destination) throw destinationNotFound(Name);
    const isActive = await findActive(reads, account, [destination]);
    return {
      ...shownDestination(services.region, destination, isActive(destination)),
      Description: destination.document.Description,
    };
  },
);
