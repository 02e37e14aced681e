import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, it } from 'vitest';
import type { McpClient } from '../../src/mcp/client.ts';
import { createSavedStates } from '../../src/mcp/saved-states.ts';
import { CORE, listed, offeredTo } from '../../src/mcp/tools/index.ts';
import { operationNames } from '../../src/model/contract.ts';
import { loadActions } from '../../src/operator/index.ts';

/** A client that may do everything. No tool is called here. */
const client = (changes: Partial<McpClient> = {}): McpClient => ({
  connection: {
    host: '127.0.0.1',
    operatorHeaders: {},
    send: () => Promise.reject(new Error('Nothing is sent here.')),
  },
  server: { version: '0', endpoint: '', region: 'us-east-1', isStrict: false, hasJournal: true },
  ...{ scope: 'admin', account: '111122223333', isReadOnly: false, tools: 'all' },
  states: createSavedStates(),
  ...changes,
});

const toolsOf = async (given: McpClient) => (await offeredTo(given)).map((tool) => listed(tool, given));

/** What models take as a name of a tool, with the prefix that clients add: `mcp__cosell__`. */
const NAME = /^[a-zA-Z0-9_-]{1,51}$/;

it('has a tool with a valid schema for every operation and every action, but whole states', async () => {
  const tools = await toolsOf(client());
  const actions = [...(await loadActions()).keys()].filter((name) => !/^state\./.test(name));
  expect(tools.map(({ name }) => name).sort()).toEqual(
    [
      ...operationNames.filter((name) => tools.some((tool) => tool.name === name)),
      ...actions.map((name) => name.replaceAll('.', '_')),
      ...['state_save', 'state_restore'],
    ].sort(),
  );
  expect(operationNames.filter((name) => tools.some((tool) => tool.name === name))).toHaveLength(45);
  const ajv = addFormats.default(new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }));
  for (const { name, description, inputSchema } of tools) {
    expect(name).toMatch(NAME);
    expect(description?.length, name).toBeGreaterThan(20);
    expect(inputSchema.type, name).toBe('object');
    expect(() => ajv.compile(inputSchema), name).not.toThrow();
  }
});

it('marks truthfully what reads, what destroys and what can be repeated', async () => {
  const tools = new Map((await toolsOf(client())).map((tool) => [tool.name, tool.annotations]));
  const marked = (hint: 'readOnlyHint' | 'destructiveHint' | 'idempotentHint') =>
    [...tools].filter(([, annotations]) => annotations?.[hint]).map(([name]) => name);
  const [reads, destroys, repeats] = [
    marked('readOnlyHint'),
    marked('destructiveHint'),
    marked('idempotentHint'),
  ];
  for (const name of reads) expect(destroys, name).not.toContain(name);
  for (const name of operationNames.filter((name) => /^(Get|List)/.test(name))) {
    expect(reads).toContain(name);
  }
  expect(destroys).toEqual(
    expect.arrayContaining([
      'UpdateOpportunity',
      'UntagResource',
      'reset',
      'accounts_delete',
      'clock_advance',
    ]),
  );
  for (const name of ['CreateOpportunity', 'refer', 'faults_add', 'tokens_create', 'state_save']) {
    expect([...reads, ...destroys]).not.toContain(name);
  }
  for (const name of ['CreateOpportunity', 'refer', 'clock_advance']) expect(repeats).not.toContain(name);
  for (const name of ['UpdateOpportunity', 'clock_freeze', 'reset', 'faults_clear']) {
    expect(repeats).toContain(name);
  }
});

it('offers few tools by default, and two that reach the others', async () => {
  const names = (await toolsOf(client({ tools: 'core' }))).map(({ name }) => name);
  expect(names).toEqual([...CORE, 'describe_tool', 'call_tool']);
  expect(names.length).toBeLessThan(30);
});

it('asks for no account if keys say which one calls', async () => {
  const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
  const tools = await toolsOf(client({ keys, scope: undefined }));
  const [tool] = tools.filter(({ name }) => name === 'GetOpportunity');
  expect(Object.keys(tool?.inputSchema.properties ?? {})).toEqual(['Catalog', 'Identifier']);
  // Of the operator's actions those that are for accounts.
  expect(tools.map(({ name }) => name)).toContain('tasks_list');
  expect(tools.map(({ name }) => name)).not.toContain('accounts_list');
});
