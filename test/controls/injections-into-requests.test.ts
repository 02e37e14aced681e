import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import * as sdk from '@aws-sdk/client-partnercentral-selling';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { admit } from '../../src/controls/throttle.ts';
import { exceptionNames } from '../../src/model/errors.ts';
import { countEach } from '../support/chaos.ts';
import { opportunity } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { addFault, freeze, listFaults, operate } from '../support/operator.ts';
import { ALPHA, BETA, clientOf, errorOf, faultsOf, startServer, temporaryFolder } from '../support/server.ts';
import { possessions } from '../support/sharing.ts';

vi.mock('../../src/kit/flow/real-time.ts', () => import('../support/global-time.ts'));

const Catalog = 'Sandbox';
const list = (client: PartnerCentralSelling, catalog = Catalog) => client.listSolutions({ Catalog: catalog });
const ListSolutions = { operation: 'ListSolutions' };
const nameOf = async (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: Error) => error.name,
  );

const start = async () => {
  const server = await startServer();
  return { server, alpha: clientOf(server, ALPHA), beta: clientOf(server, BETA) };
};

describe('every exception of the API', () => {
  const known = new Map(
    Object.entries(sdk).filter(
      ([name]) => name.endsWith('Exception') && name !== 'PartnerCentralSellingServiceException',
    ),
  );

  test('covers every exception of the SDK', () => {
    expect([...known.keys()].sort()).toEqual([...exceptionNames]);
  });

  test.each(exceptionNames)('%s is thrown as often as requested and then no more', async (name) => {
    const { server, alpha } = await start();
    await addFault(server, { ...ListSolutions, exception: name, message: 'As you wish', times: 2 });
    for (let time = 0; time < 2; time++) {
      const error = await errorOf(list(alpha));
      expect(error).toBeInstanceOf(known.get(name));
      expect(error.Message ?? error.message).toBe('As you wish');
      expect(error.$metadata.httpStatusCode).toBe(name === 'InternalServerException' ? 500 : 400);
    }
    expect(await nameOf(list(alpha))).toBe('answered');
    expect(await listFaults(server)).toEqual([]);
  });

  test('a ValidationException has the given Reason and ErrorList', async () => {
    const { server, alpha } = await start();
    const errorList = [{ FieldName: 'Catalog', Message: 'Not today', Code: 'INVALID_VALUE' }];
    await addFault(server, {
      ...ListSolutions,
      exception: 'ValidationException',
      reason: 'BUSINESS_VALIDATION_FAILED',
      errorList,
    });
    const error = await errorOf(list(alpha));
    expect(error.Reason).toBe('BUSINESS_VALIDATION_FAILED');
    expect(error.ErrorList).toEqual(errorList);
    await addFault(server, {
      ...ListSolutions,
      exception: 'AccessDeniedException',
      reason: 'INCOMPATIBLE_BENEFIT_AWS_PARTNER_STATE',
    });
    expect((await errorOf(list(alpha))).Reason).toBe('INCOMPATIBLE_BENEFIT_AWS_PARTNER_STATE');
  });
});

describe('the match of an injection', () => {
  test('does not apply to other accounts, operations and catalogs', async () => {
    const { server, alpha, beta } = await start();
    await addFault(server, {
      account: ALPHA,
      operation: 'ListSolutions',
      catalog: 'AWS',
      exception: 'ConflictException',
      times: 0,
    });
    expect(await nameOf(list(beta, 'AWS'))).toBe('answered');
    expect(await nameOf(list(alpha, 'Sandbox'))).toBe('answered');
    expect(await nameOf(alpha.listOpportunities({ Catalog: 'AWS' }))).toBe('answered');
    expect(await nameOf(list(alpha, 'AWS'))).toBe('ConflictException');
  });

  test('takes the catalog of an operation from the ARN of its resource', async () => {
    const { server, alpha } = await start();
    const { Id = '' } = await alpha.createOpportunity(opportunity());
    const { Arn: ResourceArn = '' } = await alpha.getOpportunity({ Catalog, Identifier: Id });
    await addFault(server, { catalog: 'AWS', exception: 'ConflictException', times: 0 });
    expect(await nameOf(alpha.listTagsForResource({ ResourceArn }))).toBe('answered');
    await addFault(server, { catalog: 'Sandbox', exception: 'ThrottlingException' });
    expect(await nameOf(alpha.listTagsForResource({ ResourceArn }))).toBe('ThrottlingException');
  });

  test('applies several in the order in which they were added, even within a millisecond', async () => {
    const { server, alpha } = await start();
    await freeze(server);
    const names = exceptionNames.slice(0, 4);
    for (const exception of names) await addFault(server, { ...ListSolutions, exception });
    const answers = [];
    for (const _ of names) answers.push(await nameOf(list(alpha)));
    expect(answers).toEqual(names);
  });

  test('includes everything if no account, operation and catalog are given, until it is removed', async () => {
    const { server, alpha, beta } = await start();
    const { id, remaining } = await addFault(server, {
      exception: 'ServiceQuotaExceededException',
      times: null,
    });
    expect(remaining).toBeNull();
    for (let time = 0; time < 3; time++) {
      expect(await nameOf(list(alpha))).toBe('ServiceQuotaExceededException');
      expect(await nameOf(beta.listEngagements({ Catalog }))).toBe('ServiceQuotaExceededException');
    }
    await operate(server, 'DELETE', `faults/${id}`);
    expect(await nameOf(list(alpha))).toBe('answered');
    expect((await errorOf(operate(server, 'DELETE', `faults/${id}`))).name).toBe('ResourceNotFoundException');
  });

  test('survives a restart', async () => {
    const data = await temporaryFolder();
    const first = await startServer({ data });
    await addFault(first, { ...ListSolutions, exception: 'ConflictException', times: 2 });
    expect(await nameOf(list(clientOf(first, ALPHA)))).toBe('ConflictException');
    await first.close();
    const second = await startServer({ data });
    expect((await listFaults(second)).map(({ remaining }) => remaining)).toEqual([1]);
    expect(await nameOf(list(clientOf(second, ALPHA)))).toBe('ConflictException');
    expect(await nameOf(list(clientOf(second, ALPHA)))).toBe('answered');
  });
});

test('of fifty concurrent requests exactly as many fail as requested', async () => {
  // On disk, so that transactions take long enough to race.
  const server = await startServer({ data: await temporaryFolder() });
  const alpha = clientOf(server, ALPHA);
  await addFault(server, { operation: 'CreateOpportunity', exception: 'ThrottlingException', times: 17 });
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, () => nameOf(alpha.createOpportunity(opportunity()))),
  );
  expect(outcomes.filter((name) => name === 'ThrottlingException')).toHaveLength(17);
  expect(outcomes.filter((name) => name === 'answered')).toHaveLength(33);
  expect((await possessions(alpha)).opportunities).toBe(33);
  expect(await listFaults(server)).toEqual([]);
});

test('a connection is dropped before or after the operation runs', async () => {
  const { server, alpha } = await start();
  const once = opportunity();
  await addFault(server, { operation: 'CreateOpportunity', drop: 'before' });
  expect((await errorOf(alpha.createOpportunity(once))).$metadata?.httpStatusCode).toBeUndefined();
  expect((await possessions(alpha)).opportunities).toBe(0);

  await addFault(server, { operation: 'CreateOpportunity', drop: 'after' });
  expect((await errorOf(alpha.createOpportunity(once))).$metadata?.httpStatusCode).toBeUndefined();
  expect((await possessions(alpha)).opportunities).toBe(1);
  const { Id } = await alpha.createOpportunity(once);
  expect(Id).toMatch(/^O\d+$/);
  expect((await possessions(alpha)).opportunities).toBe(1);
});

test('the SDK retries a request whose response was lost, which creates one opportunity', async () => {
  const { server } = await start();
  const client = new sdk.PartnerCentralSelling({
    endpoint: server.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: ALPHA, secretAccessKey: 'secret' },
    maxAttempts: 3,
  });
  await addFault(server, { operation: 'CreateOpportunity', drop: 'after', times: 2 });
  const { $metadata } = await client.createOpportunity(opportunity());
  expect($metadata.attempts).toBe(3);
  expect((await possessions(client)).opportunities).toBe(1);
});

test('only the matching response is delayed, by the requested time', async () => {
  const { server, alpha } = await start();
  await addFault(server, { ...ListSolutions, delay: 300 });
  const order: string[] = [];
  const late = list(alpha).then(() => order.push('late'));
  await eventually(async () => ((await listFaults(server)).length === 0 ? true : undefined));
  await list(alpha).then(() => order.push('next'));
  await late;
  expect(order).toEqual(['next', 'late']);
});

test('a server that closes does not wait for the end of a delay', async () => {
  const { server, alpha } = await start();
  await addFault(server, { ...ListSolutions, delay: 600_000 });
  const late = list(alpha);
  await eventually(async () => ((await listFaults(server)).length === 0 ? true : undefined));
  await server.close();
  expect((await late).$metadata.httpStatusCode).toBe(200);
});

describe('a limit of requests', () => {
  test('admits no more in any second and refuses the others', async () => {
    const { server, alpha, beta } = await start();
    await addFault(server, { ...ListSolutions, account: ALPHA, throttle: 5 });
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    for (let second = 0; second < 2; second++) {
      // Each opens a connection to PostgreSQL and waits there for the same row: on a busy machine more of them exceed the time limits.
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => nameOf(list(alpha))));
      // All at one moment of a clock that stands still. Another outcome is told by its name.
      expect(countEach(outcomes)).toEqual({ answered: 5, ThrottlingException: 3 });
      vi.setSystemTime(Date.now() + 1_000);
    }
    expect(await nameOf(list(beta))).toBe('answered');
    expect(await nameOf(list(alpha))).toBe('answered');
    expect((await listFaults(server)).map(({ throttle, remaining }) => ({ throttle, remaining }))).toEqual([
      { throttle: 5, remaining: null },
    ]);
  });

  test('ends once it has refused as many as requested', async () => {
    const { server, alpha } = await start();
    await addFault(server, { ...ListSolutions, throttle: 0, times: 2 });
    const names = [];
    for (let time = 0; time < 3; time++) names.push(await nameOf(list(alpha)));
    expect(names).toEqual(['ThrottlingException', 'ThrottlingException', 'answered']);
  });

  test('counts the requests in the second before each request', () => {
    expect(admit([], 1, 5_000)).toEqual([5_000]);
    expect(admit([4_001, 4_500], 2, 5_000)).toBeUndefined();
    expect(admit([4_000, 4_500], 2, 5_000)).toEqual([4_500, 5_000]);
    expect(admit([], 0, 5_000)).toBeUndefined();
    expect(admit([9_000], 1, 5_000)).toBeUndefined();
  });
});

test('an invalid injection is refused with all faults at once', async () => {
  const { server } = await start();
  const refused = async (fault: object) => faultsOf(await errorOf(addFault(server, fault)));
  expect(await refused({})).toEqual(['undefined: INVALID_VALUE']);
  expect(await refused({ delay: 5, drop: 'after' })).toEqual(['undefined: INVALID_VALUE']);
  expect(await refused({ account: 'me', operation: 'GetRich', delay: 5, message: 'x', step: 'y' })).toEqual([
    'account: INVALID_VALUE',
    'operation: INVALID_VALUE',
    'step: INVALID_VALUE',
    'message: INVALID_VALUE',
  ]);
  expect(await refused({ operation: 'GetOpportunity', fail: 'InternalError' })).toEqual([
    'operation: INVALID_VALUE',
  ]);
  expect(await refused({ exception: 'ConflictException', reason: 'x', errorList: [] })).toEqual([
    'errorList: INVALID_VALUE',
    'reason: INVALID_VALUE',
  ]);
  expect(await refused({ exception: 'NoSuchException', times: -1, catalog: 'Other' })).toHaveLength(3);
  expect(await listFaults(server)).toEqual([]);
});
