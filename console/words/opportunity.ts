import {
  associations,
  aws,
  customer,
  events,
  lifeCycle,
  overview,
  project,
  snapshots,
  tags,
} from './opportunity-tabs.ts';

const actions = {
  open: 'Open',
  edit: 'Edit',
  answer: 'Edit and resubmit',
  submit: 'Submit to AWS',
  assign: 'Assign',
  clone: 'Clone',
  move: 'Move to stage',
  moveTo: (stage: string) => `Move to ${stage}`,
};

/** Why something cannot be done, where the server's rules have no sentence of their own. */
const reasons = {
  lost: 'The opportunity is Closed Lost, which is final.',
  stagePending: 'The stage moves only after AWS has approved the opportunity. Submit it first.',
  stage: (reason: string) => `The stage cannot be changed: ${reason}.`,
  submit: 'Only an opportunity that is Pending Submission or Action Required can be submitted.',
  submitLost: 'A lost opportunity cannot be submitted.',
};

const submit = {
  title: (name: string) => `Submit ${name} to AWS`,
  description: 'AWS reviews the opportunity. Until it decides, the opportunity cannot be edited.',
  confirm: 'Submit',
  way: 'How',
  ways: [
    {
      value: 'task',
      label: 'Share it in a new engagement',
      description:
        'The usual way: a task makes the engagement, shares the opportunity, invites AWS and submits.',
    },
    { value: 'alone', label: 'Submit it only', description: 'No engagement is made.' },
  ] as const,
  involvement: 'What AWS does',
  involvements: [
    { value: 'Co-Sell', label: 'Co-sell', description: 'AWS’s sales people take part.' },
    { value: 'For Visibility Only', label: 'For visibility only', description: 'AWS knows of it, no more.' },
  ] as const,
  visibility: 'Who at AWS sees it',
  visibilities: [
    { value: 'Full', label: 'Everybody at AWS who works with it' },
    { value: 'Limited', label: 'Few people: it stays confidential' },
  ] as const,
  done: (name: string) => `${name} was submitted. It is AWS’s turn.`,
  started: (name: string) => `${name} is being submitted.`,
  task: 'See the task',
};

const move = {
  title: (name: string, stage: string) => `Move ${name} to ${stage}?`,
  confirm: (stage: string) => (stage === 'Launched' ? 'Launch' : 'Close as lost'),
  final: (stage: string) => `${stage} is final: afterwards the opportunity cannot move to another stage.`,
  reason: 'Why was it lost?',
  reasonMissing: 'Choose a reason.',
  choose: 'Choose a reason',
};

const assign = {
  title: (name: string) => `Assign ${name}`,
  confirm: 'Assign',
  role: 'Role',
  fields: { FirstName: 'First name', LastName: 'Last name', Email: 'Email', Phone: 'Phone (optional)' },
  missing: 'Enter this.',
  done: (name: string, person: string) => `${name} is assigned to ${person}.`,
};

export const opportunity = {
  parts: 'Parts of the opportunity',
  actionsOf: (name: string) => `Actions of ${name}`,
  actions,
  reasons,
  submit,
  move,
  assign,
  overview,
  customer,
  project,
  lifeCycle,
  aws,
  associations,
  snapshots,
  tags,
  events,
  task: 'Submission',
  tabs: {
    overview: 'Overview',
    customer: 'Customer',
    project: 'Project',
    lifeCycle: 'Life cycle',
    aws: 'AWS’s side',
    team: 'Team',
    associations: 'Associations',
    snapshots: 'Snapshots',
    tags: 'Tags',
    events: 'Events',
    json: 'JSON',
  },
  roles: { OpportunityOwner: 'Opportunity owner', PartnerAccountManager: 'Account manager' } as Readonly<
    Record<string, string>
  >,
  team: {
    title: 'Team',
    assign: 'Assign',
    empty: 'Nobody yet. Assign a person.',
    partner: 'Partner',
    aws: 'AWS',
    name: 'Name',
    role: 'Role',
    side: 'Side',
    email: 'Email',
    phone: 'Phone',
  },
  review: {
    actionRequired: 'AWS asks you for something',
    answer: 'Edit the opportunity: saving sends it back to AWS.',
    rejected: 'AWS rejected this opportunity',
    noComments: 'AWS left no comment.',
    reason: (reason: string) => `Reason: ${reason}.`,
    awsTurn: 'AWS reviews this opportunity',
  },
  reviews: {
    title: 'History of the review',
    description:
      'From the snapshots in engagements: each time the review status or the stage became another one.',
    empty: 'No history yet: it begins when the opportunity is shared in an engagement.',
    review: 'Review',
    stage: 'Stage',
    at: 'When',
    revision: 'Revision',
  },
  steps: { current: 'Now', until: 'Until' },
  history: {
    title: 'What happened',
    withoutEvents: 'Without events: this session may not read them.',
    created: 'Opportunity created',
    steps: 'Next steps replaced',
    partner: 'Partner',
    aws: 'AWS',
    more: (count: number) => `Show ${count} more`,
    times: (count: number) => `(${count} times)`,
    kinds: { created: 'Created', steps: 'Next steps', event: 'Event', task: 'Task' },
    events: {
      'Opportunity Updated': 'Opportunity updated',
      'Engagement Resource Snapshot Created': 'Snapshot taken',
    } as Readonly<Record<string, string>>,
  },
  moved: {
    done: (name: string, stage: string) => `${name} is now in ${stage}.`,
    failed: (name: string, stage: string) => `${name} did not move to ${stage}`,
    conflict: 'Somebody has changed it meanwhile. Look at it again, then move it.',
  },
  told: {
    review: (name: string, state: string) => `AWS’s review of ${name}: ${state}.`,
  },
  help: {
    title: 'An opportunity',
    content:
      'The button on the right is what comes next. While AWS reviews the opportunity, nothing of it can be changed. If AWS asks for something, edit what it opened: saving submits the opportunity again.',
    sources: [
      {
        text: 'Working with opportunity updates',
        href: 'https://docs.aws.amazon.com/partner-central/latest/APIReference/working-with-opportunity-updates.html',
      },
    ],
  },
};
