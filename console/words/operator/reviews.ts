/** Of the operator's page of the review policy. */
export const reviews = {
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
};
