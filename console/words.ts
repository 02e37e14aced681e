/**
 * Every word that the console shows, in plain English, by the place where it stands. What comes from the API (names of
 * members, values of closed lists, messages of errors) is not here.
 */

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

const time = { now: 'now' };
const json = { title: 'JSON' };
const money = { monthly: (amount: string) => `${amount} per month` };

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

const home = {
  title: 'Home',
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
  table,
  states,
  shell,
  signIn,
  picker,
  home,
};
