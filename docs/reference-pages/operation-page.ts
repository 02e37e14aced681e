import type { Need, Permit, Resource } from '../../src/kit/service/permit.ts';
import { inputSchema, type OperationName, outputSchema } from '../../src/model/contract.ts';
import { blockedStates } from '../../src/rules/opportunities/states.ts';
import { meanings } from '../../src/server/journal/explain/codes.ts';
import type { TaskKind } from '../../src/tasks/task-kind.ts';
import { exampleCommand } from './examples.ts';
import { facts } from './facts.ts';
import { code, madeFrom, table } from './markdown.ts';
import { limitText, type Member, membersOf, valueLists } from './members.ts';

/** All that a page says of an operation. */
export interface OperationFacts {
  name: OperationName;
  permit: Permit;
  /** The comment of its definition. */
  summary: string;
  /** Where that is. */
  file: string;
  /** The exceptions that the SDK declares. */
  exceptions: readonly string[];
  /** The kind of task that it starts. */
  task: TaskKind | undefined;
  differences: readonly string[];
}

/** Writes the page of an operation. */
export const operationPage = (operation: OperationFacts): string => {
  const { name, summary, differences } = operation;
  const input = membersOf(inputSchema(name));
  const output = membersOf(outputSchema(name));
  return [
    `# ${name}`,
    '',
    madeFrom('the contract, the limits and the operation’s own file'),
    '',
    summary,
    '',
    `${facts[name] ? '' : 'It causes no event. '}Its code: [${operation.file}](../../../${operation.file}).`,
    '',
    ...section('Request', inputTable(input)),
    ...valueLists(input),
    ...section('Response', outputTable(output)),
    ...section('States', statesText(name)),
    ...section('Steps of its task', stepsText(operation.task)),
    ...section('Events', eventsText(name)),
    ...section('Errors', errorsText(operation.exceptions)),
    ...section('Permissions', permissionText(operation)),
    ...section('What differs from AWS', differences.join('\n')),
    ...section(
      'Example',
      `With the AWS CLI; the identifiers are those of your account.\n\n\`\`\`sh example\n${exampleCommand(name)}\n\`\`\``,
    ),
  ].join('\n');
};

const section = (title: string, text: string): string[] => (text === '' ? [] : [`## ${title}`, '', text, '']);

const inputTable = (members: readonly Member[]): string =>
  table(
    ['Member', 'Type', 'Allowed'],
    members.map(({ path, type, isRequired, limit }) => [
      code(path),
      [
        type,
        ...(path === 'ClientToken' ? ['**required**; SDKs make one'] : isRequired ? ['**required**'] : []),
      ].join(', '),
      limitText(limit, path),
    ]),
  );

const outputTable = (members: readonly Member[]): string =>
  members.length === 0
    ? 'None: the body is empty.'
    : `Every member is there; without a value it is \`null\`, and a list is empty.\n\n${table(
        ['Member', 'Type'],
        members.map(({ path, type }) => [code(path), type]),
      )}`;

const CHANGES: readonly string[] = [
  'CreateOpportunity',
  'UpdateOpportunity',
  'AssignOpportunity',
  'SubmitOpportunity',
];

const statesText = (name: string): string => {
  if (!CHANGES.includes(name)) return '';
  const blocked = Object.values(blockedStates).map((reason) => `- ${reason}.`);
  return [
    'The state of an opportunity decides for each member whether it is required, open, kept or locked: [the table](../opportunity-states.md).',
    ...(name === 'CreateOpportunity' ? [] : ['', ...blocked]),
  ].join('\n');
};

const stepsText = (task: TaskKind | undefined): string => {
  if (!task) return '';
  const rows = task.steps.map(({ name, performs, needs = {} }, index) => [
    String(index + 1),
    name,
    performs ?? '',
    Object.entries(needs)
      .map(([action, reason]) => `${action}: ${code(String(reason))}`)
      .join('; '),
  ]);
  return [
    `Each step is one transaction, and its effect happens once. ${task.waits ? 'The call waits for the end of the task, up to `--task-wait`.' : 'The call returns at once.'}`,
    'A step that cannot succeed ends the task as FAILED with a [reason code](../errors.md#reason-codes-of-tasks), and what the steps before it did stays.',
    '`cosell fault add --step` makes one fail.',
    '',
    table(['', 'Step', 'Performs', 'Needs permission, or fails with'], rows),
  ].join('\n');
};

const eventsText = (name: OperationName): string =>
  Object.entries(facts[name]?.events ?? {})
    .map(([type, who]) => `- **${type}** ${who}`)
    .join('\n');

const errorsText = (exceptions: readonly string[]): string =>
  table(
    ['Exception', 'Means', 'What to do'],
    exceptions.map((name) => [
      `[${name}](../errors.md#${name.toLowerCase()})`,
      meanings[name]?.means ?? '',
      meanings[name]?.advice ?? '',
    ]),
  );

const permissionText = ({ name, permit }: OperationFacts): string => {
  const { access, on, needs = [] } = permit;
  return [
    `\`partnercentral:${name}\` (${access}) on ${resourceText(on)}.`,
    ...needs.map((need) => `Also ${needText(need)}.`),
    'Condition keys and policies: [Access](../../operate/access.md).',
  ].join(' ');
};

const resourceText = (on: Resource | undefined): string => {
  if (!on) return '`*`';
  if (on.members.length === 0) return `a new ${on.type}`;
  return `the ${on.type} that ${on.members.map(code).join(' or ')} names`;
};

const needText = ({ action, on, ifGiven }: Need): string =>
  `\`${action.includes(':') ? action : `partnercentral:${action}`}\` on ${resourceText(on)}${ifGiven ? `, if ${code(ifGiven)} is given` : ''}`;
