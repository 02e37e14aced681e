import { loadApi } from '../src/event-bridge/api.ts';
import { schemas as eventBridgeSchemas } from '../src/event-bridge/contract.ts';
import type { Need, Permit, Resource } from '../src/kit/service/permit.ts';
import { inputSchema, type OperationName } from '../src/model/contract.ts';
import { loadOperations } from '../src/operations/index.ts';
import { loadActions } from '../src/operator/index.ts';
import { READ_EVENTS } from '../src/server/events-query.ts';
import { loadTaskKinds } from '../src/tasks/index.ts';
import type { Step } from '../src/tasks/task-kind.ts';

/** What a table needs of an operation. */
interface Row {
  name: string;
  permit: Permit;
  /** The members of its input. */
  members: readonly string[];
}

/** Returns the tables of actions for docs/operate/access.md, from the operations' own permits. */
const actionTables = async (): Promise<string> => {
  const operations = [...(await loadOperations()).values()].map((operation) => ({
    name: operation.name,
    permit: operation.permit,
    members: membersOf(inputSchema(operation.name as OperationName)),
  }));
  const api = await loadApi();
  const events = [...api.operations.values()].map(({ name, permit }) => ({
    name,
    permit,
    members: membersOf(eventBridgeSchemas.input(name)),
  }));
  return [
    table('partnercentral', operations, ['partnercentral:Catalog']),
    table('events', events, ['events:creatorAccount']),
  ].join('\n\n');
};

/** Returns the table of what the steps of tasks need, from the steps themselves. */
const stepTable = async (): Promise<string> => {
  const kinds = [...(await loadTaskKinds()).values()].filter(({ steps }) => steps.some(({ needs }) => needs));
  return [
    line(['Task', 'Step', 'Action', 'Without it the task fails with']),
    line(Array(4).fill('---')),
    ...kinds.flatMap(({ name, steps }) =>
      steps.flatMap((step: Step) =>
        Object.entries(step.needs ?? {}).map(([action, reason]) => line([name, step.name, action, reason])),
      ),
    ),
  ].join('\n');
};

/** Returns the table of what accounts read of this server, from the operator's actions. */
const ownTable = async (): Promise<string> => {
  const routes = [...(await loadActions()).values()].flatMap(({ own, method, path, summary }) =>
    own === undefined ? [] : [{ own, route: `${method} ${path}`, summary }],
  );
  const fixed = ['/_cosell/events', '/_cosell/events/stream', '/_cosell/live'].map((path) => ({
    own: READ_EVENTS,
    route: `GET ${path}`,
    summary: 'Events: see docs/reference/live.md.',
  }));
  return [
    line(['Permission', 'Route', 'What it returns']),
    line(Array(3).fill('---')),
    ...[...routes, ...fixed]
      .sort((one, other) => (one.own + one.route < other.own + other.route ? -1 : 1))
      .map(({ own, route, summary }) => line([`\`${own}\``, `\`${route}\``, summary])),
  ].join('\n');
};

/** Returns docs/operate/access.md with the tables replaced. */
export const withTables = async (page: string): Promise<string> => {
  const tables = { actions: await actionTables(), steps: await stepTable(), own: await ownTable() };
  return Object.entries(tables).reduce(
    (text, [name, table]) =>
      text.replace(
        new RegExp(`(<!-- ${name}: [^\\n]* -->\\n)[\\s\\S]*(<!-- /${name} -->)`),
        (_, begin: string, end: string) => `${begin}\n${table}\n\n${end}`,
      ),
    page,
  );
};

const table = (prefix: string, rows: readonly Row[], always: readonly string[]): string => {
  const keys = always.map((key) => `\`${key}\``).join(', ');
  return [
    `Actions of \`${prefix}:\`. Every one has the condition key ${keys}.`,
    '',
    line(['Action', 'Level', 'Resource', 'Other condition keys', 'Also needed']),
    line(Array(5).fill('---')),
    ...[...rows].sort((one, other) => (one.name < other.name ? -1 : 1)).map(rowOf),
  ].join('\n');
};

const rowOf = ({ name, permit, members }: Row): string => {
  const { access, on, tagged = on, needs = [], keys = {} } = permit;
  const own = [
    ...Object.keys(keys),
    ...(tagged?.isTaggable && tagged.members.length > 0 ? ['aws:ResourceTag/…'] : []),
    ...(members.includes('Tags') ? ['aws:RequestTag/…', 'aws:TagKeys'] : []),
    ...(members.includes('TagKeys') ? ['aws:TagKeys'] : []),
  ];
  return line([
    name,
    access,
    resourceOf(on),
    own.map((key) => `\`${key}\``).join(' '),
    needs.map(needOf).join('; '),
  ]);
};

const resourceOf = (on: Resource | undefined): string => {
  if (!on) return '`*`';
  if (on.members.length === 0) return `${on.type} \`*\` (new)`;
  return `${on.type} by ${on.members.map((member) => `\`${member}\``).join(', ')}`;
};

const needOf = ({ action, on, ifGiven, keys = {} }: Need): string => {
  const values = Object.entries(keys).map(([key, texts]) => `\`${key}\` ${texts.join(', ')}`);
  return [
    `${action} on ${resourceOf(on)}`,
    ...(ifGiven ? [`with \`${ifGiven}\``] : []),
    ...(values.length > 0 ? [`(${values.join('; ')})`] : []),
  ].join(' ');
};

const membersOf = (schema: ReturnType<typeof inputSchema>): readonly string[] =>
  schema.isStructSchema() ? [...schema.structIterator()].map(([name]) => name) : [];

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
