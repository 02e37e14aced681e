/**
 * Every word that the console shows, in plain English, by the place where it stands. What comes from the API (names of
 * members, values of closed lists, messages of errors) is not here. Sections with many words have a file of their own.
 */

import { contexts } from './words/contexts.ts';
import { engagements } from './words/engagements.ts';
import { invitation, invitations } from './words/invitations.ts';
import { leads } from './words/leads.ts';
import { opportunities, turns } from './words/opportunities.ts';
import { opportunity } from './words/opportunity.ts';
import { opportunityForms } from './words/opportunity-forms.ts';
import { otherForms } from './words/other-forms.ts';
import { schemaForm } from './words/schema-form.ts';
import { task } from './words/task.ts';
import { tasks } from './words/tasks.ts';

/** What is shown for an empty value. */
const none = '–';

const actions = {
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  more: 'Actions',
  refresh: 'Refresh',
};

const page = {
  loading: 'Loading',
  trail: 'Way back',
  notFound: 'There is no page at this address',
  notFoundNext: 'Choose one from the navigation, or search with /.',
  home: 'Go to Home',
  broken: 'This page failed',
  missing: (id: string) => `There is no ${id} that this account can see`,
  external: 'opens in a new window',
  missingNext: 'Check the account and the catalog above, or search with /.',
};

const fault = {
  unreachable: 'The server does not answer',
  refused: 'The server refused this',
  retry: 'Try again',
  request: (id: string) => `request ${id}`,
  /** What the exceptions' names mean. */
  names: {
    ValidationException: 'Something in this request is not valid',
    AccessDeniedException: 'This account may not do that',
    ResourceNotFoundException: 'This does not exist here',
    ConflictException: 'Its state does not allow this now',
    ThrottlingException: 'Too many requests at once',
    InternalServerException: 'The server failed',
    ServiceQuotaExceededException: 'A quota is used up',
  } as Readonly<Record<string, string>>,
};

const copy = {
  copy: (what: string) => `Copy ${what}`,
  json: 'Copy the JSON',
  copied: 'Copied',
  failed: 'Not copied: the browser does not allow it',
};

const time = {
  now: 'now',
  over: 'time is up',
  daysLeft: (days: number) => (days === 1 ? '1 day left' : `${days} days left`),
  hoursLeft: (hours: number) => (hours === 1 ? '1 hour left' : `${hours} hours left`),
  minutesLeft: (minutes: number) => (minutes === 1 ? '1 minute left' : `${minutes} minutes left`),
};
const json = { title: 'JSON' };
const money = { monthly: (amount: string) => `${amount} per month` };

const form = {
  optional: 'optional',
  required: 'Fill this in.',
  number: 'This has to be a number.',
  json: (why: string) => `This is no JSON: ${why}`,
  asJson: 'As JSON.',
  preset: (value: string) => `Without it: ${value}.`,
  choose: 'Choose',
  nothing: 'Not set',
  day: 'YYYY-MM-DD',
  use: (typed: string) => `Use “${typed}”`,
  noSuggestion: 'No suggestion',
};

/** Kinds of what happened, for screen readers. */
const timeline = {
  kinds: {
    info: 'Note',
    success: 'Done',
    error: 'Refused',
    stopped: 'Ended',
  } as Readonly<Record<string, string>>,
};

const table = {
  filter: 'Filter by property',
  noMatch: 'Nothing matches this filter. Remove a condition to see more.',
  all: 'Select all',
  resize: 'Resize the column',
  pageSize: 'Rows per page',
  columns: 'Columns',
  preferences: 'Preferences',
  pages: {
    nextPageLabel: 'Next page',
    previousPageLabel: 'Previous page',
    pageLabel: (number: number) => `Page ${number}`,
  },
};

/** States of the API in words. A state that is not here is shown as it is. */
const states: Readonly<Record<string, string>> = {
  ACCEPTED: 'Accepted',
  PENDING: 'Pending',
  REJECTED: 'Rejected',
  EXPIRED: 'Expired',
  IN_PROGRESS: 'In progress',
  COMPLETE: 'Complete',
  COMPLETED: 'Complete',
  FAILED: 'Failed',
};

const shell = {
  product: 'cosell',
  aws: 'AWS',
  navigation: 'Navigation',
  openNavigation: 'Open the navigation',
  closeNavigation: 'Close the navigation',
  openHelp: 'Open the help',
  closeHelp: 'Close the help',
  notices: 'Notices',
  sections: { work: 'Co-sell', watch: 'Watch', operate: 'Operate' },
  sources: 'Documentation',
  noHelp: 'This page needs no explanation.',
  search: 'Search ids, titles, companies ( / )',
  account: 'Account',
  catalog: 'Catalog',
  otherAccount: 'Another account',
  settings: 'Settings',
  appearance: 'Appearance',
  modes: { system: 'Like the system', light: 'Light', dark: 'Dark' },
  compact: 'Compact',
  comfortable: 'Comfortable',
  signOut: 'Sign out',
  docs: 'API reference',
  live: { connecting: 'Connecting', live: 'Live', lost: 'Connection lost', refused: 'Not live' },
  liveHelp: {
    connecting: 'Connecting to the server’s live stream.',
    live: 'This page shows changes as they happen.',
    lost: 'The server does not answer. The page reconnects by itself and then shows what was missed.',
    refused: 'Your key may not read the live stream (cosell:ReadEvents). Reload the page to see changes.',
  },
  frozen: (at: string) => `Clock stands at ${at}`,
  moved: (at: string) => `Clock moved: ${at}`,
};

const signIn = {
  title: 'Sign in',
  description:
    'This server checks signatures. What you enter stays in the memory of this window and is gone after a reload.',
  asAccount: 'With an access key',
  asOperator: 'With an operator’s token',
  accessKeyId: 'Access key id',
  secretAccessKey: 'Secret access key',
  sessionToken: 'Session token',
  optional: 'optional',
  token: 'Operator’s token',
  button: 'Sign in',
  required: 'Enter this.',
  wrong: 'The server does not know this key, or the secret is another one.',
  wrongToken: 'The server does not know this token.',
};

const picker = {
  title: 'Whose side do you play?',
  description: 'This server does not check signatures: choose any account. Two windows can play both sides.',
  account: 'Account',
  accountHelp: 'Twelve digits, or aws for AWS’s side.',
  invalid: 'An account has twelve digits, or is aws.',
  catalog: 'Catalog',
  open: 'Open',
};

// The words of each page, in a section of its own.

const EVENT_DOCS = 'https://docs.aws.amazon.com/partner-central/latest/APIReference/selling-api-events.html';

const events = {
  titles: { events: 'Events', rules: 'Rules', deadLetters: 'Dead letters' },
  description: 'What the service told the accounts, newest first, as it happens.',
  help: 'Each side of a co-sell gets its own event. Rules send events to targets; the order is kept for each account and target.',
  sources: [{ text: 'Partner Central events', href: EVENT_DOCS }],
  of: (account: string) => `Events of ${account}`,
  ofAll: 'Events of everybody',
  everybody: 'Everybody',
  none: 'Nothing has happened yet. Refer an opportunity, or create one.',
  resource: 'Id or ARN',
  payload: 'Text in the event',
  columns: {
    type: 'Event',
    about: 'About',
    time: 'When',
    account: 'Account',
    catalog: 'Catalog',
    sequence: 'Position',
  },
  rules: {
    description: 'Which events of this account go where.',
    help: 'A rule has a pattern, and up to five targets. Events that match the pattern are sent to each target at least once.',
    sources: [
      {
        text: 'Event patterns',
        href: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html',
      },
    ],
    create: 'Create a rule',
    edit: 'Edit',
    enable: 'Enable',
    disable: 'Disable',
    delete: 'Delete',
    deleted: (name: string) => `The rule ${name} is deleted.`,
    deleteTitle: (name: string) => `Delete the rule ${name}?`,
    deleteBody: 'Its targets get no further events. Events that wait for them are lost.',
    none: 'There is no rule: events stay in the feed, and nobody is told.',
    enabled: 'Enabled',
    disabled: 'Disabled',
    rule: 'Rule',
    arn: 'ARN',
    nameHelp: 'Letters, digits, dots, hyphens and underscores, up to 64.',
    columns: { name: 'Name', state: 'State', pattern: 'Pattern', description: 'Description' },
  },
  tester: {
    pattern: 'Event pattern',
    event: 'An event to try it on',
    test: 'Test the pattern',
    latest: 'Take the latest event',
    noEvent: 'There is no event yet.',
    matches: 'It matches.',
    matchesNot: 'It does not match.',
  },
  targets: {
    title: 'Targets',
    add: 'Add a target',
    none: 'The rule has no target: what matches goes nowhere.',
    well: 'Well',
    remove: 'Remove',
    removeOf: (id: string) => `Remove the target ${id}`,
    arnHelp: 'Of an API destination, a queue, a function, a topic, a stream or a log group.',
    role: 'Role ARN',
    roleHelp: 'EventBridge needs a role for API destinations.',
    columns: { id: 'Id', arn: 'ARN', state: 'State', lag: 'Events waiting', remove: 'Remove' },
  },
  deadLetters: {
    description: 'Events that a target did not take, after all attempts.',
    help: 'Delivery is tried again for a day at most, as at EventBridge. What is left stands here until it is delivered again.',
    none: 'Every event has reached its targets.',
    redrive: 'Deliver selected again',
    redriveAll: 'Deliver all again',
    redriven: 'They are delivered again, before newer events.',
    waits: 'Waits for the next attempt',
    more: 'Next page',
    columns: {
      event: 'Event',
      target: 'Target',
      error: 'Last error',
      attempts: 'Attempts',
      since: 'Since',
      id: 'Id',
    },
  },
};

const home = {
  title: 'Home',
};

const operator = {
  titles: {
    aws: 'Act as AWS',
    clock: 'Clock',
    faults: 'Faults',
    reviews: 'Review policy',
    accounts: 'Accounts and keys',
    quotas: 'Quotas',
    state: 'State',
    health: 'Health and targets',
  },
  aws: {
    description: (account: string) => `What AWS does to ${account}: refer, review, change its own side.`,
    help: 'On AWS, people at AWS do this, and a sandbox has nobody who does. Here you play them: what you do comes to the partner as an invitation, a review or an update, with its event.',
    choosePartner: 'Choose the account of a partner in the top bar: AWS refers to partners, not to itself.',
    refer: 'Refer',
    referHelp: 'Invites the account to an engagement. It has 15 days to accept.',
    referOpportunity: 'Refer an example opportunity',
    referLead: 'Refer an example lead',
    referOwn: 'Refer my own',
    referred: 'AWS has invited the account. See its invitations.',
    opportunities: 'Opportunities of the account',
    opportunitiesHelp: 'Review what was submitted, or change what AWS says of an opportunity.',
    none: 'The account has no opportunities. Refer one, and accept the invitation.',
    review: 'Review',
    change: 'Change AWS’s side',
    notSubmitted: 'It is not submitted, so there is nothing to review.',
    doOf: (id: string) => `Act on ${id}`,
    done: (id: string) => `AWS has changed ${id}.`,
    titles: {
      review: (id: string) => `Review ${id}`,
      'awsSide.update': (id: string) => `AWS’s side of ${id}`,
    },
    columns: {
      company: 'Company',
      review: 'Review',
      stage: 'Stage',
      changed: 'Last change',
      do: 'Act',
      id: 'Id',
    },
  },
  clock: {
    description: 'Wait fifteen days in a second: every timer of the server follows this clock.',
    help: 'Invitations expire, reviews are decided and tasks time out by the server’s clock. Moving it affects all accounts. It cannot go back behind what has happened already.',
    now: 'The server’s time',
    state: 'State',
    offset: 'Compared with the machine',
    runs: 'Runs',
    isFrozen: 'Stands still',
    freeze: 'Freeze',
    resume: 'Resume',
    frozen: 'The clock stands still.',
    resumed: 'The clock runs again.',
    advance: 'Advance',
    advanced: (by: string) => `The clock went ${by} ahead. What became due has happened.`,
    byHand: 'Advance by any time',
    set: 'Set to a moment',
    moved: 'The clock was moved.',
    ahead: (offsetMs: number) => {
      const seconds = Math.round(Math.abs(offsetMs) / 1_000);
      if (seconds === 0) return 'The same';
      const days = Math.floor(seconds / 86_400);
      const hours = Math.floor((seconds % 86_400) / 3_600);
      const minutes = Math.floor((seconds % 3_600) / 60);
      const parts = [
        days && `${days} d`,
        hours && `${hours} h`,
        minutes && `${minutes} min`,
        `${seconds % 60} s`,
      ];
      return `${parts.filter(Boolean).join(' ')} ${offsetMs > 0 ? 'ahead' : 'behind'}`;
    },
  },
  faults: {
    description: 'Make things fail on demand, to see what your program does then.',
    help: 'A fault happens to the calls or tasks that match it, as often as you say. Nothing else changes: a failed call has written nothing.',
    list: 'Faults that will happen',
    add: 'Add a fault',
    added: 'The fault waits for the next call or task that matches.',
    none: 'Nothing will fail.',
    clear: 'Remove all',
    cleared: 'All faults are removed.',
    remove: 'Remove',
    removed: 'The fault is removed.',
    removeOf: (id: string) => `Remove fault ${id}`,
    all: 'All',
    always: 'Always',
    effects: {
      fail: (value: string) => `Task fails: ${value}`,
      exception: (value: string) => `Throws ${value}`,
      delay: (value: string) => `Waits ${value} ms`,
      throttle: (value: string) => `At most ${value} per second`,
      drop: (value: string) => `Connection closes ${value} the operation`,
      taskWait: (value: string) => `Answers after ${value} ms`,
    },
    columns: {
      effect: 'What happens',
      operation: 'Operation',
      account: 'Account',
      step: 'Step',
      remaining: 'Times left',
      created: 'Added',
      remove: 'Remove',
      name: 'Quirk',
      summary: 'What it does',
      on: 'On',
    },
    quirks: 'Quirks of AWS’s sandbox',
    quirksDescription: 'Behaviour that people report of AWS and that is off here unless you want it.',
    noQuirks: 'This server knows no quirks.',
    quirkOn: (name: string) => `${name} is on.`,
    quirkOff: (name: string) => `${name} is off.`,
  },
  reviews: {
    description:
      'How AWS reviews by itself what is submitted. Without a rule that matches, reviews wait for you.',
    help: 'The first rule that matches an opportunity decides its review after the time that it says. Opportunities that were submitted earlier keep the policy of that moment.',
    list: 'Rules, in order',
    none: 'No rule: each review waits for you, on the page Act as AWS.',
    add: 'Add a rule',
    changed: 'The policy is changed.',
    up: 'Up',
    upOf: (position: number) => `Move rule ${position} up`,
    remove: 'Remove',
    removeOf: (position: number) => `Remove rule ${position}`,
    all: 'All',
    afterHelp: 'How long after the submission, e.g. 5s, 2h, 1d.',
    commentsHelp: 'What the partner reads in the review.',
    afterMs: (milliseconds: number) => {
      const units = [
        [86_400_000, 'd'],
        [3_600_000, 'h'],
        [60_000, 'min'],
        [1_000, 's'],
      ] as const;
      const [size, unit] = units.find(([each]) => milliseconds >= each && milliseconds % each === 0) ?? [
        1,
        'ms',
      ];
      return `${milliseconds / size} ${unit}`;
    },
    columns: {
      decision: 'Decision',
      after: 'After',
      account: 'Account',
      catalog: 'Catalog',
      comments: 'Comments',
      actions: 'Change',
    },
  },
  accounts: {
    description: 'Who the partners are, and who may call.',
    help: 'Any account exists: a name makes it readable. Users, keys, roles and policies decide only if the server checks signatures (auth strict).',
    kinds: {
      accounts: 'Accounts',
      users: 'Users',
      keys: 'Access keys',
      roles: 'Roles',
      policies: 'Policies',
      tokens: 'Operator’s tokens',
    },
    descriptions: {
      accounts: 'Those with a name or solutions; any other account exists too.',
      users: 'Users call with access keys of their own and may do what their policies allow.',
      keys: 'Of users, and of the root of an account. Revoked keys are refused by every server at once.',
      roles: 'Programs assume roles for a while. The trust policy says who may.',
      policies: 'Documents that allow and deny, for users and roles of their account.',
      tokens: 'For the operator’s routes, as this page uses them.',
    },
    create: {
      accounts: 'Name an account',
      users: 'Create a user',
      keys: 'Create an access key',
      roles: 'Create a role',
      policies: 'Create a policy',
      tokens: 'Create a token',
    },
    none: {
      accounts: 'No account has a name yet. Accounts work without one.',
      users: 'There are no users. Create one, then an access key for it.',
      keys: 'There are no access keys in the database.',
      roles: 'There are no roles.',
      policies: 'There are no policies of accounts. AWS’s own can be attached by their ARN.',
      tokens: 'There are no tokens in the database.',
    },
    deleteBody: {
      accounts:
        'Everything that belongs to this account alone is deleted: opportunities, tasks, events, users, keys.',
      users: 'The user must have no access keys and no policies.',
      keys: 'Programs that use this key are refused at once.',
      roles: 'Sessions of this role end.',
      policies: 'It must be attached to nobody.',
      tokens: 'Whoever uses this token is refused at once.',
    },
    edit: 'Edit',
    attach: 'Attach a policy',
    inline: 'Write a policy',
    rotate: 'Rotate',
    delete: 'Delete',
    deleteTitle: (key: string) => `Delete ${key}?`,
    deleted: (key: string) => `${key} is deleted.`,
    secretOnce: 'Copy this now: it is not shown again',
    secrets: { accessKeyId: 'Access key id', secretAccessKey: 'Secret access key', token: 'Token' },
    columns: {
      companyName: 'Company',
      id: 'Account',
      websiteUrl: 'Website',
      solutions: 'Solutions',
      name: 'Name',
      account: 'Account',
      user: 'User',
      policies: 'Own policies',
      policyArns: 'Attached policies',
      arn: 'ARN',
      accessKeyId: 'Access key id',
      status: 'Status',
      scope: 'Scope',
      createdAt: 'Created',
      expiresAt: 'Expires',
      actions: 'Change',
    },
  },
  quotas: {
    description: 'How many requests an account may send. Beyond it calls are throttled, as at AWS.',
    help: 'AWS allows about one write per second in a catalog, and a number of requests per day. Off is for fast tests; AWS’s quotas show whether your program waits and tries again.',
    mode: 'Quotas',
    modes: { off: 'Off', aws: 'Those of AWS', custom: 'My own' },
    modeHelp: {
      off: 'Nothing is limited.',
      aws: 'The documented rates and daily numbers of AWS apply.',
      custom: 'Your own numbers apply.',
    },
    edit: 'Edit my own quotas',
    changed: 'The quotas are changed.',
    usage: (account: string) => `Use of ${account}`,
    usageHelp: 'Requests of the last 24 hours.',
    unlimited: 'Unlimited',
    classes: {
      reads: 'Reads',
      writes: 'Writes',
      engagementWrites: 'Writes of engagements',
      prospectingStarts: 'Starts of prospecting',
      prospectingGets: 'Reads of prospecting',
      prospectingLists: 'Lists of prospecting',
      otherReads: 'Other reads',
      otherWrites: 'Other writes',
    } as Readonly<Record<string, string>>,
    columns: {
      class: 'Class of operations',
      perSecond: 'Per second',
      burst: 'At once',
      perDay: 'Per day',
      used: 'Used',
    },
  },
  state: {
    description: 'Everything that the server knows, at one moment.',
    help: 'A state has every account, opportunity, task, event, key and setting. Restoring one replaces all of it; unfinished tasks go on.',
    saved: 'Saved states',
    savedHelp: 'Kept in this window until it is closed or reloaded. Download one to keep it.',
    noneSaved: 'Nothing is saved. Save the state before you try something.',
    nameOf: (count: number) => `State ${count}`,
    save: 'Save',
    isSaved: 'The state is saved in this window.',
    restore: 'Restore',
    restored: 'The state is restored.',
    restoreOf: (name: string) => `Restore ${name}`,
    download: 'Download',
    downloaded: 'The state is downloaded. It has secrets of connections: keep it safe.',
    downloadOf: (name: string) => `Download ${name}`,
    forget: 'Forget',
    forgetOf: (name: string) => `Forget ${name}`,
    upload: 'Restore from a file',
    uploadHelp: 'A file that was downloaded here, or made by cosell export.',
    noJson: 'This file is no state: it is no JSON.',
    file: {
      uploadButtonText: (isMany: boolean) => (isMany ? 'Choose files' : 'Choose a file'),
      dropzoneText: (isMany: boolean) => (isMany ? 'Drop files here' : 'Drop a file here'),
      removeFileAriaLabel: (index: number) => `Remove file ${index + 1}`,
      limitShowFewer: 'Show fewer files',
      limitShowMore: 'Show more files',
      errorIconAriaLabel: 'Error',
    },
    reset: 'Begin anew',
    resetHelp: 'Accounts that the server was started with stay.',
    resetAccount: (account: string) => `Delete everything of ${account}`,
    resetAll: 'Delete everything of everybody',
    isReset: 'It is deleted.',
    ask: {
      restore: {
        title: 'Replace the whole state?',
        confirm: 'Replace',
        body: (name: string) =>
          `Everything that the server has now is replaced by ${name}, for all accounts.`,
      },
      reset: {
        title: 'Delete everything?',
        confirm: 'Delete everything',
        body: (_account: string) =>
          'Everything of all accounts is deleted, also the moved clock and the faults.',
      },
      'reset-account': {
        title: 'Delete everything of this account?',
        confirm: 'Delete',
        body: (account: string) => `Everything that belongs to ${account} alone is deleted.`,
      },
    },
    columns: { name: 'Name', at: 'Of', rows: 'Rows', actions: 'Do' },
  },
  health: {
    description: 'Whether the server is well, how it is set up, and whether events reach their targets.',
    server: 'Server',
    status: 'Status',
    ok: 'Well',
    version: 'Version',
    endpoint: 'Endpoint',
    region: 'Region',
    auth: 'Signatures',
    auths: { off: 'Not checked (auth off)', strict: 'Checked (auth strict)' },
    operator: 'Operator’s routes',
    operators: { open: 'Open to this machine', token: 'With a token', closed: 'Closed' },
    journal: 'Journal of requests',
    calls: (limit: number) => `The last ${limit.toLocaleString('en')} calls`,
    noJournal: 'Off',
    taskWait: 'A start waits for its task',
    milliseconds: (wait: number) => (wait === 0 ? 'Not at all' : `Up to ${wait.toLocaleString('en')} ms`),
    targets: 'Targets of events',
    targetsHelp: 'Where rules send events, and how far each is.',
    noTargets: 'No rule has a target, and there is no webhook.',
    disabled: 'Its rule is disabled',
    columns: {
      target: 'Target',
      account: 'Account',
      state: 'State',
      lag: 'Events waiting',
      attempts: 'Failed attempts',
      next: 'Next attempt',
      arn: 'ARN',
    },
  },
};

const docs = {
  title: 'API reference',
  description: 'The operator’s API of this server. The Partner Central Selling API is the one of AWS.',
  help: 'Each route is a command of cosell and a method of the test handle, too. The document itself is at /_cosell/openapi.json.',
  filter: 'Find a route',
  takes: (name: string) => `What ${name} takes`,
  answers: 'What it answers',
  try: 'Try it',
  send: 'Send',
  yes: 'Yes',
  anything: 'anything',
  listOf: (type: string) => `list of ${type}`,
  handle: (name: string) => `In tests: cosell.${name}()`,
  scope: (scope: string) => `token with the scope ${scope}`,
  places: { path: 'path', query: 'query', body: 'body' },
  columns: { name: 'Member', place: 'Where', type: 'Type', required: 'Required', what: 'What it is' },
};

const requests = {
  title: 'Requests',
  description: 'What programs sent to this server, what came back, and why.',
  help: 'The newest calls of this node, kept in memory. Secrets are never kept; bodies only with auth off, or while somebody wants them.',
  of: (account: string) => `Calls of ${account}`,
  ofAll: 'Calls of everybody',
  everybody: 'Everybody',
  none: 'Nobody has called yet. Point a program or the AWS CLI at this server, and its calls appear here.',
  clear: 'Forget all',
  cleared: 'The journal is empty.',
  keepBodies: 'Keep bodies for 15 minutes',
  bodiesKept: 'Bodies of further calls are kept for 15 minutes.',
  outcomes: {
    ok: 'Well',
    refused: 'Refused',
    denied: 'Not allowed',
    throttled: 'Throttled',
    failed: 'Failed',
    dropped: 'Dropped',
  },
  errorCode: 'Error',
  resource: 'Id or ARN',
  service: 'Service',
  noOperation: 'Unknown operation',
  milliseconds: (milliseconds: number) => `${milliseconds.toLocaleString('en')} ms`,
  call: 'The call',
  principal: 'Caller',
  accessKeyId: 'Access key id',
  catalog: 'Catalog',
  bytes: 'Bytes sent and answered',
  inOut: (sent: number, answered: number) =>
    `${sent.toLocaleString('en')} / ${answered.toLocaleString('en')}`,
  node: 'Node',
  request: 'Request',
  response: 'Answer',
  noHttp: 'What arrived was no HTTP request.',
  needed: 'What it would have needed',
  source: (source: string) => `Source: ${source}`,
  faults: (count: number) => (count === 1 ? 'One fault' : `${count} faults`),
  faultColumns: {
    field: 'Member',
    message: 'What is wrong',
    needed: 'What it needs',
  },
  sendAgain: 'Send again',
  sendAgainHelp: 'Change what you like. A client token is a new one, so that the call acts again.',
  cannotSend: 'Its body was not kept, or its service does not speak JSON.',
  send: 'Send',
  body: 'Body',
  columns: {
    operation: 'Operation',
    outcome: 'Outcome',
    time: 'When',
    milliseconds: 'Took',
    account: 'Account',
    resources: 'About',
    id: 'Request id',
  },
};

export const words = {
  none,
  actions,
  page,
  fault,
  copy,
  time,
  json,
  money,
  form,
  table,
  timeline,
  states,
  shell,
  signIn,
  picker,
  schemaForm,
  contexts,
  docs,
  events,
  engagements,
  home,
  leads,
  operator,
  invitation,
  invitations,
  opportunityForms,
  otherForms,
  opportunities,
  opportunity,
  requests,
  task,
  tasks,
  turns,
};
