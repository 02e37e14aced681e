import type { EventEnvelope } from '../../src/events/catalogue.ts';
import type { Queries, Tables } from '../../src/store/tables.ts';
import { subjectOf } from './events.ts';

/** An invariant of the store once no task is running. */
export interface Invariant {
  name: string;
  /** Number of things that were checked. */
  checked: number;
  /** The violations. */
  violations: string[];
}

interface Contents {
  rows: { [T in 'tasks' | 'opportunities' | 'engagements']: Tables[T][] } & {
    members: Tables['engagement_members'][];
    resources: Tables['engagement_resources'][];
    invitations: Tables['engagement_invitations'][];
    snapshotJobs: Tables['resource_snapshot_jobs'][];
    snapshots: Tables['resource_snapshots'][];
    tokens: Tables['client_tokens'][];
    queue: Tables['jobs'][];
  };
  /** In the order of the feed. */
  events: EventEnvelope[];
  /** Number of copies of an event, by `copyKey`. */
  copies: Map<string, number>;
}

type Task = Tables['tasks'];
type Check = { name: string; of(contents: Contents): [subject: string, holds: boolean][] };

const ACCEPT_TASK = 'StartEngagementByAcceptingInvitationTask';

/**
 * Reads the whole store and checks that nothing is half done or done twice. Works on any
 * database that `openStore` opens. All tasks must have ended, and the queue must be stopped.
 */
export const checkInvariants = async (db: Queries): Promise<Invariant[]> => {
  const contents = await readAll(db);
  return checks.map(({ name, of }) => invariant(name, of(contents)));
};

/** Creates an invariant from the things that it was checked for and whether it holds for each. */
export const invariant = (name: string, found: [subject: string, holds: boolean][]): Invariant => ({
  name,
  checked: found.length,
  violations: found.filter(([, holds]) => !holds).map(([subject]) => subject),
});

/** One line per invariant: how many things it holds for, how many violate it, and its name. */
export const describeInvariants = (invariants: readonly Invariant[]): string =>
  invariants
    .map(({ name, checked, violations }) => {
      const holds = String(checked - violations.length).padStart(7);
      return `${holds} hold, ${String(violations.length).padStart(3)} do not: ${name}`;
    })
    .join('\n');

const readAll = async (db: Queries): Promise<Contents> => {
  const events = await readFinalFeed(db);
  const copies = new Map<string, number>();
  for (const event of events) {
    const key = copyKey(event['detail-type'], event.account, subjectOf(event));
    copies.set(key, (copies.get(key) ?? 0) + 1);
  }
  return {
    rows: {
      tasks: await db.selectFrom('tasks').selectAll().execute(),
      opportunities: await db.selectFrom('opportunities').selectAll().execute(),
      engagements: await db.selectFrom('engagements').selectAll().execute(),
      members: await db.selectFrom('engagement_members').selectAll().execute(),
      resources: await db.selectFrom('engagement_resources').selectAll().execute(),
      invitations: await db.selectFrom('engagement_invitations').selectAll().execute(),
      snapshotJobs: await db.selectFrom('resource_snapshot_jobs').selectAll().execute(),
      snapshots: await db.selectFrom('resource_snapshots').selectAll().execute(),
      tokens: await db.selectFrom('client_tokens').selectAll().execute(),
      queue: await db.selectFrom('jobs').selectAll().execute(),
    },
    events,
    copies,
  };
};

/** Reads all stored events, in the order of the feed. */
export const readFinalFeed = async (db: Queries): Promise<EventEnvelope[]> => {
  const rows = await db.selectFrom('events').select('event').orderBy('sequence').execute();
  return rows.map((row) => JSON.parse(row.event));
};

const copyKey = (detailType: string, account: string, subject: string): string =>
  JSON.stringify([detailType, account, subject]);

const count = <T>(list: readonly T[], matches: (item: T) => boolean): number => list.filter(matches).length;

/** Returns the key by which the copies of an event about a subject to an account are counted. ARNs have the default region. */
const copies = (contents: Contents, detailType: string, account: string, subject: string): number =>
  contents.copies.get(copyKey(detailType, account, subject)) ?? 0;

const invitationArn = ({ catalog, id }: Tables['engagement_invitations']) =>
  `arn:aws:partnercentral:us-east-1::catalog/${catalog}/engagement-invitation/${id}`;
const snapshotArn = (row: Tables['resource_snapshots']) =>
  `arn:aws:partnercentral:us-east-1::catalog/${row.catalog}/engagement/${row.engagement_id}` +
  `/resource/${row.resource_type}/${row.resource_id}/template/${row.template}/snapshot/${row.revision}`;

const acceptTasks = ({ rows }: Contents): Task[] =>
  rows.tasks.filter((task) => task.operation === ACCEPT_TASK);
const complete = (contents: Contents): Task[] =>
  acceptTasks(contents).filter((task) => task.status === 'COMPLETE');

const fromInvitation = ({ rows }: Contents) => rows.opportunities.filter((row) => row.invitation_id !== null);

const checks: Check[] = [
  {
    name: 'a task has ended: COMPLETE with all steps done, or FAILED with a reason and a message',
    of: (contents) =>
      acceptTasks(contents).map((task) => [
        `${task.id} ${task.status} after step ${task.step} ${task.reason_code}`,
        task.status === 'COMPLETE'
          ? task.step === 3 && task.end_time !== '' && task.reason_code === ''
          : task.status === 'FAILED' && task.step < 3 && task.reason_code !== '' && task.message !== '',
      ]),
  },
  {
    name: 'a task has one client token, and a token of a task its task',
    of: ({ rows }) => {
      const named = rows.tokens
        .filter((token) => /^Start\w+Task$/.test(token.operation))
        .map((token) => String(JSON.parse(token.result).task.id));
      return [...new Set([...rows.tasks.map((task) => task.id), ...named])].map((id) => [
        id,
        count(named, (other) => other === id) === 1 && count(rows.tasks, (task) => task.id === id) === 1,
      ]);
    },
  },
  {
    name: 'a complete task has the opportunity of its invitation, and only that one',
    of: (contents) =>
      complete(contents).map((task) => {
        const found = fromInvitation(contents).filter(
          (row) =>
            row.catalog === task.catalog &&
            row.account_id === task.account_id &&
            row.invitation_id === task.invitation_id,
        );
        return [task.id, found.length === 1 && found[0]?.id === task.opportunity_id];
      }),
  },
  {
    name: 'a complete task has a running snapshot job for its opportunity, and only that one',
    of: (contents) =>
      complete(contents).map((task) => {
        const found = contents.rows.snapshotJobs.filter(
          (job) => job.account_id === task.account_id && job.resource_id === task.opportunity_id,
        );
        const [job] = found;
        return [
          task.id,
          found.length === 1 &&
            job?.id === task.resource_snapshot_job_id &&
            job.status === 'Running' &&
            job.engagement_id === task.engagement_id,
        ];
      }),
  },
  {
    name: 'the snapshots of a job are revisions 1, 2, … without a gap, each announced once to each of its members',
    of: (contents) =>
      contents.rows.snapshotJobs.map((job) => {
        const found = contents.rows.snapshots.filter(
          (row) =>
            row.engagement_id === job.engagement_id &&
            row.resource_id === job.resource_id &&
            row.template === job.template,
        );
        const revisions = found.map((row) => Number(row.revision)).sort((one, other) => one - other);
        const announced = found.every((row) => {
          const arn = snapshotArn(row);
          return row.target_accounts
            .split(',')
            .every((member) => copies(contents, 'Engagement Resource Snapshot Created', member, arn) === 1);
        });
        return [
          job.id,
          announced && revisions.length > 0 && revisions.every((revision, index) => revision === index + 1),
        ];
      }),
  },
  {
    name: 'an opportunity is announced as created once, to its owner',
    of: (contents) =>
      contents.rows.opportunities.map((row) => [
        row.id,
        copies(contents, 'Opportunity Created', row.account_id, row.id) === 1,
      ]),
  },
  {
    name: 'every Opportunity Created is of an opportunity that is there',
    of: (contents) => {
      const known = new Set(contents.rows.opportunities.map((row) => row.id));
      return contents.events
        .filter((event) => event['detail-type'] === 'Opportunity Created')
        .map((event) => [subjectOf(event), known.has(subjectOf(event))]);
    },
  },
  {
    name: 'an opportunity from an invitation takes part in the engagement, and its invitation is accepted',
    of: (contents) =>
      fromInvitation(contents).map((row) => {
        const invitation = contents.rows.invitations.find((other) => other.id === row.invitation_id);
        const takesPart = contents.rows.resources.some(
          (resource) =>
            resource.engagement_id === invitation?.engagement_id &&
            resource.resource_id === row.id &&
            resource.created_by === row.account_id,
        );
        return [row.id, takesPart && invitation?.status === 'ACCEPTED'];
      }),
  },
  {
    name: 'the receiver of an accepted invitation is a member',
    of: ({ rows }) =>
      rows.invitations.map((row) => {
        const isMember = rows.members.some(
          (member) =>
            member.engagement_id === row.engagement_id && member.account_id === row.receiver_account_id,
        );
        return [`${row.id} ${row.status}`, row.status !== 'ACCEPTED' || isMember];
      }),
  },
  {
    name: 'an engagement counts its members rightly',
    of: ({ rows }) =>
      rows.engagements.map((row) => {
        const members = count(rows.members, (member) => member.engagement_id === row.id);
        return [
          `${row.id} counts ${row.member_count}, has ${members}`,
          Number(row.member_count) === members && members <= 10,
        ];
      }),
  },
  {
    name: 'the end of an invitation is announced once to its sender and once to its receiver',
    of: (contents) =>
      contents.rows.invitations.map((row) => {
        const told = (name: string, account: string) =>
          copies(contents, `Engagement Invitation ${name}`, account, invitationArn(row));
        const ends = { PENDING: '', ACCEPTED: 'Accepted', REJECTED: 'Rejected', EXPIRED: 'Expired' };
        const holds = [row.sender_account_id, row.receiver_account_id].every((account) =>
          ['Accepted', 'Rejected', 'Expired'].every(
            (name) => told(name, account) === (ends[row.status] === name ? 1 : 0),
          ),
        );
        return [`${row.id} ${row.status}`, holds];
      }),
  },
  {
    name: 'a complete task is announced in the order of its steps',
    of: (contents) =>
      complete(contents).map((task) => {
        const opportunity = task.opportunity_id;
        const order = [
          ['Engagement Invitation Accepted', `engagement-invitation/${task.invitation_id}`],
          ['Engagement Member Added', `engagement/${task.engagement_id}`],
          ['Opportunity Created', opportunity],
          ['Opportunity Updated', opportunity],
          ['Engagement Resource Snapshot Created', '/snapshot/1'],
        ].map(([detailType, end = '']) =>
          contents.events.findIndex(
            (event) =>
              event['detail-type'] === detailType &&
              event.account === task.account_id &&
              subjectOf(event).endsWith(end) &&
              (end !== '/snapshot/1' || subjectOf(event).includes(task.opportunity_id)),
          ),
        );
        return [
          `${task.id}: ${order}`,
          order.every((position, index) => position >= 0 && position > (order[index - 1] ?? -1)),
        ];
      }),
  },
  {
    name: 'no event is there twice',
    of: ({ events }) => [
      [`${events.length} events`, new Set(events.map((event) => event.id)).size === events.length],
    ],
  },
  {
    name: 'no job of a task is left',
    of: ({ rows }) => rows.queue.map((job) => [`${job.queue} ${job.payload}`, job.queue !== 'run-task']),
  },
];
