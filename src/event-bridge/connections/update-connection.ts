import { ValidationException } from '../../model/errors.ts';
import type { AuthorizationType, ConnectionSecrets } from '../../model/event-bridge.ts';
import { keepSecrets, secretsOf } from '../../store/repositories/connection-secrets.ts';
import {
  updateConnection as keepConnection,
  lockConnection,
} from '../../store/repositories/event-connections.ts';
import { connectionNotFound, connectionSummary, withoutSecrets } from '../connection.ts';
import { connectionFaults, parametersOf } from '../connection-faults.ts';
import type { Input } from '../contract.ts';
import { operation } from '../operation.ts';
import { connection } from '../resources.ts';

/**
 * Updates the given members of a connection. Parameters of its authorization type are kept if they are not given, and
 * so are its ARN and its secret's ARN. Its OAuth tokens are no longer used. Costs one transaction.
 */
export const updateConnection = operation(
  'UpdateConnection',
  { access: 'Write', on: connection('Name') },
  async (input, call) =>
    call.transaction(async ({ tx, now }) => {
      const known = await lockConnection(tx, { account_id: call.account, name: input.Name });
      if (!known) throw connectionNotFound(input.Name);
      const { secrets: keeper } = call.services;
      const { AuthorizationType = known.document.AuthorizationType, AuthParameters: given = {} } = input;
      const isPrivate = Boolean(input.InvocationConnectivityParameters ?? given.ConnectivityParameters);
      const secrets = changedSecrets(secretsOf(keeper, known), given, AuthorizationType);
      const faults = connectionFaults(
        AuthorizationType,
        { ...given, ...secrets } as ConnectionSecrets,
        isPrivate,
      );
      if (faults.length > 0) throw ValidationException(faults.join(' '));
      const connection = {
        ...known,
        document: {
          ...known.document,
          ...(input.Description !== undefined && { Description: input.Description }),
          AuthorizationType,
          AuthParameters: withoutSecrets(secrets),
        },
        secrets: await keepSecrets(tx, keeper, known, secrets),
        modified_at: now,
      };
      await keepConnection(tx, connection);
      const { ConnectionArn, ConnectionState, CreationTime, LastModifiedTime, LastAuthorizedTime } =
        connectionSummary(call.services.region, connection);
      return { ConnectionArn, ConnectionState, CreationTime, LastModifiedTime, LastAuthorizedTime };
    }),
);

type Given = NonNullable<Input<'UpdateConnection'>['AuthParameters']>;

/** Returns the new secrets of a connection: the parameters of its type, and the HTTP parameters of each call. */
const changedSecrets = (
  known: ConnectionSecrets,
  given: Given,
  type: AuthorizationType,
): ConnectionSecrets => {
  const name = parametersOf[type];
  const http = given.InvocationHttpParameters ?? known.InvocationHttpParameters;
  const parameters = {
    ...known[name],
    ...given[name],
    ...(name === 'OAuthParameters' && {
      ClientParameters: {
        ...known.OAuthParameters?.ClientParameters,
        ...given.OAuthParameters?.ClientParameters,
      },
    }),
  };
  return { [name]: parameters, ...(http && { InvocationHttpParameters: http }) };
};
