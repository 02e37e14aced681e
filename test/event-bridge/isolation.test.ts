import { expect, test } from 'vitest';
import {
  busArn,
  createDestination,
  EventPattern,
  eventBridgeOf,
  queue,
  roleArn,
} from '../support/event-bridge.ts';
import { ALPHA, AWS, BETA, errorOf, readFeed, startServer } from '../support/server.ts';

const Name = 'secret-plan';

test.each([BETA, AWS])('nothing of an account exists for or blocks %s', async (account) => {
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
    other.updateConnection({ Name, Description: 'mine' }),
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
  const ResourceARN = `arn:aws:events:us-east-1:${ALPHA}:rule/${Name}`;
  const tagging = [
    other.listTagsForResource({ ResourceARN }),
    other.tagResource({ ResourceARN, Tags: [{ Key: 'a', Value: 'b' }] }),
    other.untagResource({ ResourceARN, TagKeys: ['a'] }),
    other.describeEventBus({ Name: busArn() }),
  ];
  for (const error of await Promise.all(tagging.map(errorOf))) {
    expect(error.name).toBe('ResourceNotFoundException');
  }
  expect((await other.listRuleNamesByTarget({ TargetArn: destinationArn })).RuleNames).toEqual([]);
  const Entries = [{ Source: 'a', DetailType: 'b', Detail: '{}', EventBusName: busArn() }];
  await other.putEvents({ Entries });
  expect(await readFeed(server, ALPHA)).toEqual([]);
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
