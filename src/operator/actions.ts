// Made by `npm run docs` from the actions in the folders beside this file. Not to be edited.

/**
 * The types of the actions by name, for callers in this process. Importing this module loads none of them.
 */
export interface ActionTypes {
  'accounts.delete': typeof import('./accounts/delete-account.ts').deleteAccount;
  'accounts.list': typeof import('./accounts/list-accounts.ts').listAccounts;
  'accounts.put': typeof import('./accounts/put-account.ts').putAccount;
  'awsSide.update': typeof import('./aws-side/update-aws-side.ts').updateAwsSide;
  'clock.advance': typeof import('./clock/advance-clock.ts').advanceClock;
  'clock.freeze': typeof import('./clock/freeze-clock.ts').freezeClock;
  'clock.get': typeof import('./clock/get-clock.ts').getClock;
  'clock.resume': typeof import('./clock/resume-clock.ts').resumeClock;
  'clock.set': typeof import('./clock/set-clock.ts').setClock;
  'deadLetters.get': typeof import('./dead-letters/get-dead-letter.ts').getDeadLetter;
  'deadLetters.list': typeof import('./dead-letters/list-dead-letters.ts').listDeadLetters;
  'deadLetters.redrive': typeof import('./dead-letters/redrive-dead-letters.ts').redriveDeadLetters;
  'deliveries.clear': typeof import('./deliveries/clear-deliveries.ts').clearDeliveries;
  'deliveries.list': typeof import('./deliveries/list-deliveries.ts').listDeliveries;
  'events.replay': typeof import('./events/replay-events.ts').replayEvents;
  'faults.add': typeof import('./faults/add-fault.ts').addFault;
  'faults.clear': typeof import('./faults/clear-faults.ts').clearFaults;
  'faults.list': typeof import('./faults/list-faults.ts').listFaults;
  'faults.remove': typeof import('./faults/remove-fault.ts').removeFault;
  feed: typeof import('./feed/feed.ts').feed;
  'keys.create': typeof import('./keys/create-key.ts').createKey;
  'keys.list': typeof import('./keys/list-keys.ts').listKeys;
  'keys.reseal': typeof import('./keys/reseal-keys.ts').resealKeys;
  'keys.revoke': typeof import('./keys/revoke-key.ts').revokeKey;
  'keys.rotate': typeof import('./keys/rotate-key.ts').rotateKey;
  'keys.update': typeof import('./keys/update-key.ts').updateKey;
  pipeline: typeof import('./pipeline/pipeline.ts').pipeline;
  'policies.create': typeof import('./policies/create-policy.ts').createPolicy;
  'policies.delete': typeof import('./policies/delete-policy.ts').deletePolicy;
  'policies.get': typeof import('./policies/get-policy.ts').getPolicy;
  'policies.list': typeof import('./policies/list-policies.ts').listPolicies;
  'policies.test': typeof import('./policies/test-policy.ts').testPolicy;
  'policies.update': typeof import('./policies/update-policy.ts').updatePolicy;
  'quirks.clear': typeof import('./quirks/clear-quirks.ts').clearQuirks;
  'quirks.list': typeof import('./quirks/list-quirks.ts').listQuirks;
  'quirks.set': typeof import('./quirks/set-quirk.ts').setQuirk;
  'quotas.get': typeof import('./quotas/get-quotas.ts').getQuotas;
  'quotas.set': typeof import('./quotas/set-quotas.ts').setQuotas;
  'quotas.usage': typeof import('./quotas/show-usage.ts').showUsage;
  refer: typeof import('./referrals/refer.ts').refer;
  'requests.bodies': typeof import('./requests/keep-bodies.ts').keepRequestBodies;
  'requests.clear': typeof import('./requests/clear-requests.ts').clearRequests;
  'requests.get': typeof import('./requests/get-request.ts').getRequest;
  'requests.list': typeof import('./requests/list-requests.ts').listRequests;
  reset: typeof import('./reset/reset.ts').reset;
  'retention.get': typeof import('./retention/get-retention.ts').getRetention;
  'retention.run': typeof import('./retention/run-retention.ts').runRetention;
  review: typeof import('./reviews/review.ts').review;
  'reviews.policy': typeof import('./reviews/get-review-policy.ts').getReviewPolicy;
  'reviews.setPolicy': typeof import('./reviews/set-review-policy.ts').setReviewPolicy;
  'roles.attachPolicy': typeof import('./roles/attach-role-policy.ts').attachRolePolicy;
  'roles.create': typeof import('./roles/create-role.ts').createRole;
  'roles.delete': typeof import('./roles/delete-role.ts').deleteRole;
  'roles.deletePolicy': typeof import('./roles/delete-role-policy.ts').deleteRolePolicy;
  'roles.detachPolicy': typeof import('./roles/detach-role-policy.ts').detachRolePolicy;
  'roles.get': typeof import('./roles/get-role.ts').getRole;
  'roles.list': typeof import('./roles/list-roles.ts').listRoles;
  'roles.putPolicy': typeof import('./roles/put-role-policy.ts').putRolePolicy;
  'roles.update': typeof import('./roles/update-role.ts').updateRole;
  search: typeof import('./search/search.ts').search;
  'sessions.create': typeof import('./sessions/create-session.ts').createSession;
  'state.export': typeof import('./state/export-state.ts').exportState;
  'state.import': typeof import('./state/import-state.ts').importState;
  'targets.list': typeof import('./targets/list-targets.ts').listTargets;
  'tasks.list': typeof import('./tasks/list-tasks.ts').listTasks;
  'tasks.setWait': typeof import('./tasks/set-task-wait.ts').setTaskWait;
  'tasks.wait': typeof import('./tasks/get-task-wait.ts').getTaskWait;
  'tokens.create': typeof import('./tokens/create-token.ts').createToken;
  'tokens.list': typeof import('./tokens/list-tokens.ts').listTokens;
  'tokens.revoke': typeof import('./tokens/revoke-token.ts').revokeToken;
  'users.attachPolicy': typeof import('./users/attach-user-policy.ts').attachUserPolicy;
  'users.create': typeof import('./users/create-user.ts').createUser;
  'users.delete': typeof import('./users/delete-user.ts').deleteUser;
  'users.deletePolicy': typeof import('./users/delete-user-policy.ts').deleteUserPolicy;
  'users.detachPolicy': typeof import('./users/detach-user-policy.ts').detachUserPolicy;
  'users.get': typeof import('./users/get-user.ts').getUser;
  'users.list': typeof import('./users/list-users.ts').listUsers;
  'users.putPolicy': typeof import('./users/put-user-policy.ts').putUserPolicy;
}

export const actionNames: readonly (keyof ActionTypes)[] = [
  'accounts.delete',
  'accounts.list',
  'accounts.put',
  'awsSide.update',
  'clock.advance',
  'clock.freeze',
  'clock.get',
  'clock.resume',
  'clock.set',
  'deadLetters.get',
  'deadLetters.list',
  'deadLetters.redrive',
  'deliveries.clear',
  'deliveries.list',
  'events.replay',
  'faults.add',
  'faults.clear',
  'faults.list',
  'faults.remove',
  'feed',
  'keys.create',
  'keys.list',
  'keys.reseal',
  'keys.revoke',
  'keys.rotate',
  'keys.update',
  'pipeline',
  'policies.create',
  'policies.delete',
  'policies.get',
  'policies.list',
  'policies.test',
  'policies.update',
  'quirks.clear',
  'quirks.list',
  'quirks.set',
  'quotas.get',
  'quotas.set',
  'quotas.usage',
  'refer',
  'requests.bodies',
  'requests.clear',
  'requests.get',
  'requests.list',
  'reset',
  'retention.get',
  'retention.run',
  'review',
  'reviews.policy',
  'reviews.setPolicy',
  'roles.attachPolicy',
  'roles.create',
  'roles.delete',
  'roles.deletePolicy',
  'roles.detachPolicy',
  'roles.get',
  'roles.list',
  'roles.putPolicy',
  'roles.update',
  'search',
  'sessions.create',
  'state.export',
  'state.import',
  'targets.list',
  'tasks.list',
  'tasks.setWait',
  'tasks.wait',
  'tokens.create',
  'tokens.list',
  'tokens.revoke',
  'users.attachPolicy',
  'users.create',
  'users.delete',
  'users.deletePolicy',
  'users.detachPolicy',
  'users.get',
  'users.list',
  'users.putPolicy',
];
