import { both } from '../../kit/service/permit.ts';
import { ResourceAlreadyExistsException, ValidationException } from '../../model/errors.ts';
import {
  countApiDestinations,
  insertApiDestination,
} from '../../store/repositories/event-api-destinations.ts';
import { findConnectionByArn } from '../../store/repositories/event-connections.ts';
import { connectionOfDestinationNotFound, destinationSummary } from '../api-destination.ts';
import { isHttpUrl } from '../http-url.ts';
import { operation } from '../operation.ts';
import { checkQuota } from '../quota.ts';
import { apiDestination, connectionByArn } from '../resources.ts';

/** Default rate limit of an API destination, in calls per second. AWS API reference: CreateApiDestination. */
const DEFAULT_RATE = 300;

/** Creates an API destination with a connection of the account. Costs one transaction. */
export const createApiDestination = operation(
  'CreateApiDestination',
  { access: 'Write', on: both(apiDestination('Name'), connectionByArn('ConnectionArn')) },
  async (input, call) => {
    const { Name, ConnectionArn, InvocationEndpoint, HttpMethod } = input;
    if (!isHttpUrl(InvocationEndpoint)) throw noHttpUrl();
    const { account, now, services } = call;
    const destination = {
      account_id: account,
      name: Name,
      id: services.ids.uuid(),
      connection_arn: ConnectionArn,
      document: {
        Description: input.Description,
        InvocationEndpoint,
        HttpMethod,
        InvocationRateLimitPerSecond: input.InvocationRateLimitPerSecond ?? DEFAULT_RATE,
      },
      created_at: now,
      modified_at: now,
    };
    return call.transaction(async ({ tx }) => {
      if (!(await findConnectionByArn(tx, { account_id: account, arn: ConnectionArn }))) {
        throw connectionOfDestinationNotFound(ConnectionArn);
      }
      if (!(await insertApiDestination(tx, destination))) {
        throw ResourceAlreadyExistsException(`An api-destination '${Name}' already exists.`);
      }
      checkQuota('apiDestinations', await countApiDestinations(tx, account));
      return destinationSummary(services.region, destination, true);
    });
  },
);

const noHttpUrl = () =>
  ValidationException('Parameter InvocationEndpoint is not valid. Reason: It is no HTTP or HTTPS URL.');
