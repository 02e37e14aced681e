import { destinationOf, queryApiDestinations } from '../../store/repositories/event-api-destinations.ts';
import { findActive, shownDestination } from '../api-destination.ts';
import { list } from '../operation.ts';

/** Lists the API destinations of the caller by name. Costs two queries. */
export const listApiDestinations = list('ListApiDestinations', {
  items: 'ApiDestinations',
  query: ({ NamePrefix, ConnectionArn }, { reads, account }) =>
    queryApiDestinations(reads, account, { prefix: NamePrefix, connectionArn: ConnectionArn }),
  keys: ['name'],
  lookUp: (rows, { reads, account }) => findActive(reads, account, rows.map(destinationOf)),
  show: (row, { services }, isActive) => {
    const destination = destinationOf(row);
    return shownDestination(services.region, destination, isActive(destination));
  },
});
