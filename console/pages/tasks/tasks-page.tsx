import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Task } from '../../api/task.ts';
import { TaskStatus } from '../../parts/badges.tsx';
import { CopyId } from '../../parts/copy-id.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { Page } from '../../parts/page.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { ServerTable } from '../../parts/server-table.tsx';
import { Time } from '../../parts/time.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { useTasks } from './use-tasks.ts';

const options = (texts: Readonly<Record<string, string>>, values: readonly string[]) =>
  values.map((value) => ({ value, label: texts[value] ?? value }));

const FILTERS = [
  {
    key: 'operation',
    label: words.tasks.kind,
    isSingle: true,
    options: options(words.task.kinds, Object.keys(words.task.kinds)),
  },
  {
    key: 'status',
    label: words.tasks.status,
    isSingle: true,
    options: options(words.states, ['IN_PROGRESS', 'COMPLETE', 'FAILED']),
  },
];

const KindLink = ({ task }: { task: Task }) => {
  const to = useTo();
  return <PageLink to={to('tasks', task.id)}>{words.task.kinds[task.operation] ?? task.operation}</PageLink>;
};

/** What it works on: the first of what it names. */
const About = ({ task: { operation, invitation, opportunity, engagement, name } }: { task: Task }) => {
  const to = useTo();
  const subjects = [
    invitation && operation === 'StartEngagementByAcceptingInvitationTask' && ['invitations', invitation],
    opportunity && ['opportunities', opportunity],
    engagement && ['engagements', engagement],
  ];
  const [subject] = subjects.filter((steps): steps is string[] => Array.isArray(steps));
  if (subject) return <PageLink to={to(...subject)}>{subject[1]}</PageLink>;
  return name || words.none;
};

/** How far it is: its last step that began, of how many. */
const Progress = ({ task: { status, steps, reasonCode } }: { task: Task }) => {
  const at = steps.findIndex((step) => step.status !== 'DONE');
  const step = steps[at];
  return (
    <SpaceBetween size="xxxs">
      <TaskStatus of={status} />
      {step && <Box variant="small">{words.tasks.step(at + 1, steps.length, step.name)}</Box>}
      {reasonCode && (
        <Box variant="small">{(words.task.reasons[reasonCode] ?? words.task.unknown).title}</Box>
      )}
    </SpaceBetween>
  );
};

const COLUMNS: readonly Column<Task>[] = [
  {
    id: 'kind',
    header: words.tasks.kind,
    isRowHeader: true,
    width: 200,
    cell: (task) => <KindLink task={task} />,
  },
  { id: 'status', header: words.tasks.status, width: 250, cell: (task) => <Progress task={task} /> },
  { id: 'about', header: words.tasks.about, width: 180, cell: (task) => <About task={task} /> },
  {
    id: 'started',
    header: words.tasks.started,
    width: 110,
    cell: ({ startTime }) => <Time at={startTime} />,
  },
  { id: 'ended', header: words.tasks.ended, width: 110, cell: ({ endTime }) => <Time at={endTime} /> },
  { id: 'id', header: words.tasks.id, width: 200, cell: ({ id }) => <CopyId id={id} /> },
];

const help = {
  title: words.tasks.title,
  content: words.tasks.help,
  sources: [
    {
      text: 'StartEngagementByAcceptingInvitationTask',
      href: 'https://docs.aws.amazon.com/partner-central/latest/APIReference/API_StartEngagementByAcceptingInvitationTask.html',
    },
  ],
};

/** Every task of the account, the latest first, live. */
export const TasksPage = () => (
  <Page title={words.tasks.title} help={help}>
    <ServerTable
      name="tasks"
      label={words.tasks.list}
      description={words.tasks.description}
      columns={COLUMNS}
      filters={FILTERS}
      keyOf={({ id }) => id}
      usePage={useTasks}
      empty={words.tasks.empty}
    />
  </Page>
);
