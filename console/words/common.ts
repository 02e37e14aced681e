/** Of parts that stand on many pages. */

/** What is shown for an empty value. */
export const none = '–';

export const actions = {
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  more: 'Actions',
  refresh: 'Refresh',
};

export const page = {
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

export const fault = {
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

export const copy = {
  copy: (what: string) => `Copy ${what}`,
  json: 'Copy the JSON',
  copied: 'Copied',
  failed: 'Not copied: the browser does not allow it',
};

export const time = {
  now: 'now',
  over: 'time is up',
  daysLeft: (days: number) => (days === 1 ? '1 day left' : `${days} days left`),
  hoursLeft: (hours: number) => (hours === 1 ? '1 hour left' : `${hours} hours left`),
  minutesLeft: (minutes: number) => (minutes === 1 ? '1 minute left' : `${minutes} minutes left`),
};

export const json = { title: 'JSON' };

export const money = { monthly: (amount: string) => `${amount} per month` };

/** Kinds of what happened, for screen readers. */
export const timeline = {
  kinds: {
    info: 'Note',
    success: 'Done',
    error: 'Refused',
    stopped: 'Ended',
  } as Readonly<Record<string, string>>,
};

/** States of the API in words. A state that is not here is shown as it is. */
export const states: Readonly<Record<string, string>> = {
  ACCEPTED: 'Accepted',
  PENDING: 'Pending',
  REJECTED: 'Rejected',
  EXPIRED: 'Expired',
  IN_PROGRESS: 'In progress',
  COMPLETE: 'Complete',
  COMPLETED: 'Complete',
  FAILED: 'Failed',
};
