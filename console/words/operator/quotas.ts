/** Of the operator's page of quotas. */
export const quotas = {
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
};
