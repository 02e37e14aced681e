import { ResourceAlreadyExistsException, ValidationException } from '../../model/errors.ts';
import { keepSecrets } from '../../store/repositories/connection-secrets.ts';
import { countConnections, insertConnection } from '../../store/repositories/event-connections.ts';
import { connectionArn, withoutSecrets } from '../connection.ts';
import { connectionFaults } from '../connection-faults.ts';
import { operation } from '../operation.ts';
import { checkQuota } from '../quota.ts';
import { connection } from '../resources.ts';

/**
 * Creates a connection. It is authorized at once: the first delivery requests the OAuth token. Its secrets are
 * encrypted with the server's secrets key, if it has one; a KMS key has no effect. Costs one transaction.
 */
export const createConnection = operation(
  'CreateConnection',
  { access: 'Write', on: connection('Name') },
  async (input, call) => {
    const { Name, AuthorizationType, AuthParameters } = input;
    const isPrivate = Boolean(
      input.InvocationConnectivityParameters ?? AuthParameters.ConnectivityParameters,
    );
    const faults = connectionFaults(AuthorizationType, AuthParameters, isPrivate);
    if (faults.length > 0) throw ValidationException(faults.join(' '));
    const { account, now, services } = call;
    const { region, ids } = services;
    const created = {
      account_id: account,
      name: Name,
      id: ids.uuid(),
      document: {
        Description: input.Description,
        AuthorizationType,
        AuthParameters: withoutSecrets(AuthParameters),
        SecretArn: `arn:aws:secretsmanager:${region}:${account}:secret:events!connection/${Name}/${secretName(ids.uuid())}`,
      },
      created_at: now,
      modified_at: now,
    };
    return call.transaction(async ({ tx }) => {
      const secrets = await keepSecrets(tx, services.secrets, created, AuthParameters);
      const connection = { ...created, secrets };
      if (!(await insertConnection(tx, connection))) {
        throw ResourceAlreadyExistsException(`Connection ${Name} already exists.`);
      }
      checkQuota('connections', await countConnections(tx, account));
      return {
        ConnectionArn: connectionArn(region, connection),
        ConnectionState: 'AUTHORIZED' as const,
        CreationTime: now,
        LastModifiedTime: now,
      };
    });
  },
);

/** Names a connection's secret like Secrets Manager: an id and six more characters. */
const secretName = (uuid: string): string => `${uuid}-${uuid.replaceAll('-', '').slice(0, 6)}`;
