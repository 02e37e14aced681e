import { expect, test } from 'vitest';
import { createDestination, EventPattern, eventBridgeOf, queue, roleArn } from '../support/event-bridge.ts';
import { AWS, BETA, errorOf, startServer } from '../support/server.ts';

const Name = 'secret-plan';

test.each([BETA, AWS])('nothing of an account is there for %s, nor in its way', async (account) => {
  const server = await startServer();
  const [alpha, other] = [eventBridgeOf(server), eventBridgeOf(server, account)];
  const { destinationArn, connectionArn } = await createDestination(alpha, Name);
  await alpha.putRule({ Name, EventPattern });
  await alpha.putTargets({ Rule: Name, Targets: [{ Id: 't', Arn: destinationArn, RoleArn: roleArn() }] });

  const calls = [
    other.describeRule({ Name }),
    other.enableRule({ Name }),
    other.disableRule({ Name }),
    other.putTargets({ Rule: Name, Targets: [{ Id: 't', Arn: queue() }] }),
    other.listTargetsByRule({ Rule: Name }),
    other.removeTargets({ Rule: Name, Ids: ['t'] }),
    other.describeConnection({ Name }),
    other.deleteConnection({ Name }),
    other.describeApiDestination({ Name }),
    other.updateApiDestination({ Name, HttpMethod: 'PUT' }),
    other.deleteApiDestination({ Name }),
    other.createApiDestination({
      Name,
      ConnectionArn: connectionArn,
      InvocationEndpoint: 'https://x.example',
      HttpMethod: 'POST',
    }),
  ];
  for (const error of await Promise.all(calls.map(errorOf))) {
    expect(error.name).toBe('ResourceNotFoundException');
  }
  await other.deleteRule({ Name });
  expect((await other.listRules({})).Rules).toEqual([]);
  expect((await other.listConnections({})).Connections).toEqual([]);
  expect((await other.listApiDestinations({})).ApiDestinations).toEqual([]);
  expect((await other.listApiDestinations({ ConnectionArn: connectionArn })).ApiDestinations).toEqual([]);

  const own = await createDestination(other, Name);
  await other.putRule({ Name, EventPattern, State: 'DISABLED' });
  await other.putTargets({ Rule: Name, Targets: [{ Id: 't', Arn: own.destinationArn, RoleArn: roleArn() }] });
  await other.removeTargets({ Rule: Name, Ids: ['t'] });
  await other.deleteRule({ Name });
  await other.deleteApiDestination({ Name });
  await other.deleteConnection({ Name });

  expect((await alpha.describeRule({ Name })).State).toBe('ENABLED');
  expect((await alpha.listTargetsByRule({ Rule: Name })).Targets).toEqual([
    { Id: 't', Arn: destinationArn, RoleArn: roleArn() },
  ]);
  expect((await alpha.describeApiDestination({ Name })).ApiDestinationState).toBe('ACTIVE');
});
