/** The files of small projects, as users write them. Each test notes the endpoint of its server in the file of ENDPOINTS. */

const note = "appendFileSync(process.env.ENDPOINTS, cosell.endpoint + '\\n')";
const received = "{ Catalog: 'Sandbox', ParticipantType: 'RECEIVER' }";
const hooks = {
  'init/1.json': '[{"action":"accounts.put","with":{"id":"222222222222","companyName":"Of a hook"}}]',
};
const both = "[{ id: account, companyName: 'Example Partner' }, { companyName: 'Of a hook' }]";
const setup = "(cosell) => cosell.accounts.put({ id: '111122223333', companyName: 'Example Partner' })";

const vitestHead = `
import { appendFileSync } from 'node:fs';
import { expect, onTestFinished, vi } from 'vitest';
import { test } from './cosell.ts';
const count = async (client) => (await client.listEngagementInvitations(${received})).EngagementInvitationSummaries.length;
`;

export const vitestProject = {
  ...hooks,
  'cosell.ts': `
import { cosellTest } from 'cosell/vitest';
export const test = cosellTest({ init: 'init', setup: ${setup} });
`,
  'one.test.ts': `${vitestHead}
test('has what the init hook and setup made, and refers', async ({ cosell, partnerCentral, account }) => {
  ${note};
  expect((await cosell.accounts.list()).accounts).toMatchObject(${both});
  await cosell.refer({ account });
  await cosell.clock.advance({ by: '1d' });
  expect(await count(partnerCentral)).toBe(1);
});
test('runs with fake timers', async ({ cosell, partnerCentral, account }) => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  await cosell.refer({ account });
  expect(await count(partnerCentral)).toBe(1);
  await cosell.clock.advance({ by: '16d' });
  await cosell.events.waitFor('Engagement Invitation Expired', { account });
  await cosell.idle();
});
test('begins anew', async ({ cosell, partnerCentral }) => {
  expect(await count(partnerCentral)).toBe(0);
  expect((await cosell.clock.get()).offset).toBe(0);
  expect((await cosell.requests.list()).requests).toHaveLength(1);
});
`,
  'two.test.ts': `${vitestHead}
test('refers in another file', async ({ cosell, partnerCentral, account }) => {
  ${note};
  await cosell.refer({ account });
  expect(await count(partnerCentral)).toBe(1);
});
`,
  'failing/wrong-catalog.test.ts': `${vitestHead.replace('./cosell', '../cosell')}
test('looks in the wrong catalog', async ({ cosell, partnerCentral, account }) => {
  await partnerCentral.listOpportunities({ Catalog: 'AWS' });
  const { invitationId } = await cosell.refer({ account });
  await partnerCentral.getEngagementInvitation({ Catalog: 'AWS', Identifier: invitationId });
});
test('expects too many', async ({ partnerCentral }) => {
  expect(await count(partnerCentral)).toBe(7);
});
test('needs no server and fails', () => {
  expect(1).toBe(2);
});
test.concurrent('is concurrent', async ({ cosell }) => {
  await cosell.refer({ account: '111122223333' });
});
`,
  'vitest.config.ts': `export default { test: { testTimeout: 240_000, hookTimeout: 240_000 } };`,
};

const nodeHead = `
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { before, beforeEach, describe, it, test } from 'node:test';
import { useCosell } from 'cosell/node-test';
const my = useCosell({ init: 'init', setup: ${setup} });
const count = async () =>
  (await my.partnerCentral.listEngagementInvitations(${received})).EngagementInvitationSummaries.length;
`;

export const nodeTestProject = {
  ...hooks,
  'one.test.mjs': `${nodeHead}
before(() => assert.throws(() => my.cosell, /inside tests.*setup/s));
test('has what the init hook and setup made, and refers', async (t) => {
  const { cosell, account } = my;
  ${note};
  assert.partialDeepStrictEqual((await cosell.accounts.list()).accounts, ${both});
  await cosell.refer({ account });
  await t.test('a subtest goes on', async () => assert.equal(await count(), 1));
});
describe('a suite', () => {
  beforeEach(() => my.cosell.refer({ account: my.account }));
  it('begins anew, and then its own hooks run', async () => assert.equal(await count(), 1));
  it('does so again', async () => assert.equal(await count(), 1));
});
`,
  'two.test.mjs': `${nodeHead}
test('refers in another file', async () => {
  const { cosell, account } = my;
  ${note};
  await cosell.refer({ account });
  assert.equal(await count(), 1);
});
`,
  'failing.mjs': `${nodeHead}
test('looks in the wrong catalog', async () => {
  await my.partnerCentral.listOpportunities({ Catalog: 'AWS' });
  const { invitationId } = await my.cosell.refer({ account: my.account });
  await my.partnerCentral.getEngagementInvitation({ Catalog: 'AWS', Identifier: invitationId });
});
test('expects too many', async () => assert.equal(await count(), 7));
test('throws a text', async () => {
  await count();
  throw 'a text';
});
`,
  'concurrent.mjs': `${nodeHead}
describe('at the same time', { concurrency: true }, () => {
  it('one', () => new Promise((resolve) => setTimeout(resolve, 2000)));
  it('other', async () => void (await count()));
});
`,
};

const jestHead = `
const { appendFileSync } = require('node:fs');
const { cosell, partnerCentral, account } = require('cosell/jest');
const { ResourceNotFoundException } = require('@aws-sdk/client-partnercentral-selling');
const count = async () => (await partnerCentral.listEngagementInvitations(${received})).EngagementInvitationSummaries.length;
`;

export const jestProject = {
  ...hooks,
  'package.json': '{ "name": "uses-jest" }',
  'jest.config.cjs': `
module.exports = {
  testEnvironment: 'cosell/jest-environment',
  testEnvironmentOptions: { cosell: { init: '<rootDir>/init', setup: '<rootDir>/setup.mjs' } },
  transform: {},
  testTimeout: 240_000,
};
`,
  'setup.mjs': `export const setup = ${setup};`,
  'one.test.js': `${jestHead}
beforeAll(() => cosell.refer({ account }));
test('has what the init hook, setup and beforeAll made', async () => {
  ${note};
  expect((await cosell.accounts.list()).accounts).toMatchObject(${both});
  await cosell.refer({ account });
  expect(await count()).toBe(2);
});
test('begins anew', async () => {
  expect(await count()).toBe(1);
  expect((await cosell.requests.list()).requests).toHaveLength(1);
});
describe('a block with hooks', () => {
  beforeAll(() => cosell.refer({ account }));
  test('goes on from the block around it', async () => {
    expect(await count()).toBe(2);
    await cosell.refer({ account });
  });
  test('and begins anew', async () => expect(await count()).toBe(2));
});
test('leaves nothing of a block behind', async () => expect(await count()).toBe(1));
describe('a block without hooks', () => {
  test('begins like that around it', async () => expect(await count()).toBe(1));
});
test('has values and errors of the sandbox', async () => {
  expect(await cosell.requests.clear()).toStrictEqual({ removed: 0 });
  await expect(cosell.accounts.put({ id: 'x' })).rejects.toBeInstanceOf(Error);
  const missing = partnerCentral.getOpportunity({ Catalog: 'AWS', Identifier: 'O1' });
  await expect(missing).rejects.toBeInstanceOf(ResourceNotFoundException);
  expect(() => cosell.clientConfig('12')).toThrow(/12 is neither/);
});
test('runs with fake timers', async () => {
  jest.useFakeTimers();
  await cosell.clock.advance({ by: '16d' });
  const expired = await cosell.events.waitFor('Engagement Invitation Expired', { where: (event) => event.account === account });
  expect(expired.account).toBe(account);
});
`,
  'two.test.js': `${jestHead}
test('refers in another file', async () => {
  ${note};
  expect(await count()).toBe(0);
  await cosell.refer({ account });
  expect(await count()).toBe(1);
});
`,
  'failing.js': `${jestHead}
test('looks in the wrong catalog', async () => {
  await partnerCentral.listOpportunities({ Catalog: 'AWS' });
  const { invitationId } = await cosell.refer({ account });
  await partnerCentral.getEngagementInvitation({ Catalog: 'AWS', Identifier: invitationId });
});
test('expects too many', async () => expect(await count()).toBe(7));
test('throws a text', async () => {
  await count();
  throw 'a text';
});
test.concurrent('is concurrent', async () => {});
`,
};

/** Uses of each kit that compile, and ones that must not: a kit whose types were not found would be \`any\`. */
export const typesProject = {
  'package.json': '{ "type": "module" }',
  'vitest.ts': `
import { cosellTest } from 'cosell/vitest';
const test = cosellTest({ account: '111122223333', setup: async (cosell) => { await cosell.refer({ account: '111122223333' }); } });
test('x', async ({ cosell, partnerCentral, account }) => {
  const { invitationId } = await cosell.refer({ account });
  await partnerCentral.getEngagementInvitation({ Catalog: 'AWS', Identifier: invitationId });
  // @ts-expect-error: a wrong name
  await cosell.refer({ acount: account });
});
`,
  'node-test.ts': `
import { useCosell } from 'cosell/node-test';
const my = useCosell({ journal: 10 });
export const invitation: Promise<{ invitationId: string }> = my.cosell.refer({ account: my.account });
// @ts-expect-error: a wrong name
my.partnerCentral.getOpportunities({});
`,
  'jest.ts': `
import { account, cosell, partnerCentral } from 'cosell/jest';
export const invitation: Promise<{ invitationId: string }> = cosell.refer({ account });
// @ts-expect-error: a wrong name
partnerCentral.getOpportunities({});
`,
  'jest-in-commonjs.cts': `
import { account, cosell, partnerCentral } from 'cosell/jest';
export const invitation: Promise<{ invitationId: string }> = cosell.refer({ account });
// @ts-expect-error: a wrong name
partnerCentral.getOpportunities({});
`,
};
