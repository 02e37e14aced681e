// Made by `npm run docs` from the actions in the folders beside this file. Not to be edited.

/**
 * The types of the actions by name, for callers in this process. Importing this module loads none of them.
 */
export interface ActionTypes {
  'accounts.list': typeof import('./accounts/list-accounts.ts').listAccounts;
  'accounts.put': typeof import('./accounts/put-account.ts').putAccount;
  'awsSide.update': typeof import('./aws-side/update-aws-side.ts').updateAwsSide;
  'clock.advance': typeof import('./clock/advance-clock.ts').advanceClock;
  'clock.freeze': typeof import('./clock/freeze-clock.ts').freezeClock;
  'clock.get': typeof import('./clock/get-clock.ts').getClock;
  'clock.resume': typeof import('./clock/resume-clock.ts').resumeClock;
  'clock.set': typeof import('./clock/set-clock.ts').setClock;
  'deadLetters.list': typeof import('./dead-letters/list-dead-letters.ts').listDeadLetters;
  'deadLetters.redrive': typeof import('./dead-letters/redrive-dead-letters.ts').redriveDeadLetters;
  'faults.add': typeof import('./faults/add-fault.ts').addFault;
  'faults.clear': typeof import('./faults/clear-faults.ts').clearFaults;
  'faults.list': typeof import('./faults/list-faults.ts').listFaults;
  'faults.remove': typeof import('./faults/remove-fault.ts').removeFault;
  'quirks.clear': typeof import('./quirks/clear-quirks.ts').clearQuirks;
  'quirks.list': typeof import('./quirks/list-quirks.ts').listQuirks;
  'quirks.set': typeof import('./quirks/set-quirk.ts').setQuirk;
  'quotas.get': typeof import('./quotas/get-quotas.ts').getQuotas;
  'quotas.set': typeof import('./quotas/set-quotas.ts').setQuotas;
  'quotas.usage': typeof import('./quotas/show-usage.ts').showUsage;
  refer: typeof import('./referrals/refer.ts').refer;
  reset: typeof import('./reset/reset.ts').reset;
  review: typeof import('./reviews/review.ts').review;
  'reviews.policy': typeof import('./reviews/get-review-policy.ts').getReviewPolicy;
  'reviews.setPolicy': typeof import('./reviews/set-review-policy.ts').setReviewPolicy;
  'state.export': typeof import('./state/export-state.ts').exportState;
  'state.import': typeof import('./state/import-state.ts').importState;
  'targets.list': typeof import('./targets/list-targets.ts').listTargets;
  'tasks.list': typeof import('./tasks/list-tasks.ts').listTasks;
  'tasks.setWait': typeof import('./tasks/set-task-wait.ts').setTaskWait;
  'tasks.wait': typeof import('./tasks/get-task-wait.ts').getTaskWait;
}

export const actionNames: readonly (keyof ActionTypes)[] = [
  'accounts.list',
  'accounts.put',
  'awsSide.update',
  'clock.advance',
  'clock.freeze',
  'clock.get',
  'clock.resume',
  'clock.set',
  'deadLetters.list',
  'deadLetters.redrive',
  'faults.add',
  'faults.clear',
  'faults.list',
  'faults.remove',
  'quirks.clear',
  'quirks.list',
  'quirks.set',
  'quotas.get',
  'quotas.set',
  'quotas.usage',
  'refer',
  'reset',
  'review',
  'reviews.policy',
  'reviews.setPolicy',
  'state.export',
  'state.import',
  'targets.list',
  'tasks.list',
  'tasks.setWait',
  'tasks.wait',
];
