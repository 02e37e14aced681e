import type { ServiceError } from '../kit/service/errors.ts';
import { ResourceNotFoundException } from '../model/errors.ts';
import { eventBridgeArn } from '../model/event-bridge.ts';
import type { EventApiDestination } from '../store/repositories/event-api-destinations.ts';
import { findConnectionIds, nameAndId } from '../store/repositories/event-connections.ts';
import type { Queries } from '../store/tables.ts';

export const destinationNotFound = (name: string): ServiceError =>
  ResourceNotFoundException(
    `Failed to describe the api-destination(s). An api-destination '${name}' does not exist.`,
  );

export const connectionOfDestinationNotFound = (arn: string): ServiceError =>
  ResourceNotFoundException(`Connection '${arn}' does not exist.`);

/** The output of operations that create or update an API destination. It is active while its connection exists. */
export const destinationSummary = (region: string, destination: EventApiDestination, isActive: boolean) => ({
  ApiDestinationArn: eventBridgeArn(
    region,
    destination.account_id,
    'api-destination',
    destination.name,
    destination.id,
  ),
  ApiDestinationState: isActive ? ('ACTIVE' as const) : ('INACTIVE' as const),
  CreationTime: destination.created_at,
  LastModifiedTime: destination.modified_at,
});

/** An API destination as lists show it. */
export const shownDestination = (region: string, destination: EventApiDestination, isActive: boolean) => ({
  ...destinationSummary(region, destination, isActive),
  Name: destination.name,
  ConnectionArn: destination.connection_arn,
  InvocationEndpoint: destination.document.InvocationEndpoint,
  HttpMethod: destination.document.HttpMethod,
  InvocationRateLimitPerSecond: destination.document.InvocationRateLimitPerSecond,
});

/** Returns a predicate: whether the connection of an API destination exists. Costs one query for all of them. */
export const findActive = async (
  db: Queries,
  account: string,
  destinations: readonly EventApiDestination[],
): Promise<(destination: EventApiDestination) => boolean> => {
  const keyOf = (destination: EventApiDestination) =>
    nameAndId(destination.connection_arn, account, 'connection');
  const ids = await findConnectionIds(db, {
    account_id: account,
    names: destinations.map((destination) => keyOf(destination)[0]),
  });
  return (destination) => {
    const [name, id] = keyOf(destination);
    return ids.get(name) === id;
  };
};
