/** Under which heading help lists a command. A new action of the operator is under the last one until it is named here. */
const groups: Readonly<Record<string, readonly string[]>> = {
  'Start:': ['serve', 'demo', 'doctor', 'config', 'mcp'],
  'Play AWS, time and failures:': [
    ...['refer', 'review', 'review-policy', 'aws-side', 'clock', 'fault', 'quirk', 'quotas', 'task-wait'],
    ...['accounts', 'events', 'reset'],
  ],
  'Look at what happens:': [
    ...['tail', 'tasks', 'feed', 'requests', 'deliveries', 'targets', 'dead-letters', 'pipeline', 'search'],
  ],
  'Compare with AWS:': ['record', 'compare', 'replay'],
  'Data:': ['backup', 'restore', 'export', 'import', 'move', 'migrate', 'retention'],
  'Who may call:': ['users', 'roles', 'policies', 'policy', 'keys', 'tokens', 'sessions'],
};

const order = Object.values(groups).flat();

/** Where help lists a command: in the order above, others last. */
export const placeInHelp = (name: string): number =>
  order.includes(name) ? order.indexOf(name) : order.length;

const OTHERS = 'More:';

/** Returns the heading of a command. */
export const groupOf = (name: string): string =>
  Object.keys(groups).find((heading) => groups[heading]?.includes(name)) ?? OTHERS;
