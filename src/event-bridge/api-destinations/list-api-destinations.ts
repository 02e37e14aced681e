import { destinationOf, queryApiDestinations } from '../../store/repositories/event-api-destinations.ts';
import { findActive, shownDestination } from '../api-destination.ts';
import { listPage } from '../list-page.ts';
import { operation } from '../operation.ts';

/** Lists the API destinations of the caller by name. Costs two queries. */
export const listApiDestinations = operation('ListApiDestinations', 'List', async (input, call) => {
  const { account, reads, services } = call;
  const { rows, NextToken } = await listPage(
    call,
    { operation: 'ListApiDestinations', input, key: 'name' },
    queryApiDestinations(reads, account, { prefix: input.NamePrefix, connectionArn: input.ConnectionArn }),
  );
  const destinations = rows.map(destinationOf);
  const isActive = await findActive(reads, account, destinations);
  return {
    ApiDestinations: destinations.map((destination) =>
      shownDestination(services.region, destination, isActive(destination)),
    ),
    NextToken,
  };
});
