import { both } from '../../kit/service/permit.ts';
import { ValidationException } from '../../model/errors.ts';
import {
  updateApiDestination as keepDestination,
  lockApiDestination,
} from '../../store/repositories/event-api-destinations.ts';
import { findConnectionByArn } from '../../store/repositories/event-connections.ts';
import {
  connectionOfDestinationNotFound,
  destinationNotFound,
  destinationSummary,
} from '../api-destination.ts';
import { isHttpUrl } from '../http-url.ts';
import { operation } from '../operation.ts';
import { apiDestination, connectionByArn } from '../resources.ts';

/** Updates the given members of an API destination, and keeps the others and its ARN. Costs one transaction. */
export const updateApiDestination = operation(
  'UpdateApiDestination',
  { access: 'Write', on: both(apiDestination('Name'), connectionByArn('ConnectionArn')) },
  async (input, call) => {
    const { Name, ConnectionArn, ...changes } = input;
    if (changes.InvocationEndpoint !== undefined && !isHttpUrl(changes.InvocationEndpoint)) {
      throw ValidationException(
        'Parameter InvocationEndpoint is not valid. Reason: It is no HTTP or HTTPS URL.',
      );
    }
    return call.transaction(async ({ tx, now }) => {
      const { account, services } = call;
      const known = await lockApiDestination(tx, { account_id: account, name: Name });
      if (!known) throw destinationNotFound(Name);
      const arn = ConnectionArn ?? known.connection_arn;
      const connection = await findConnectionByArn(tx, { account_id: account, arn });
      if (!connection && ConnectionArn !== undefined) throw connectionOfDestinationNotFound(arn);
      const document = { ...known.document, ...changes };
      const destination = { ...known, connection_arn: arn, document, modified_at: now };
      await keepDestination(tx, destination);
      return destinationSummary(services.region, destination, connection !== undefined);
    });
  },
);
