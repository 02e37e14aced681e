import type { Tables } from './tables.ts';

/** What holds state. Not a view; nor the queue's rows, which follow from the state (tasks/unfinished.ts). */
type KeptTable = Exclude<keyof Tables, 'event_horizon' | 'jobs'>;

/**
 * The primary key of each table. The compiler asks for a new table's.
 * `meta` is first: every server that starts writes there, so that none can start on a store that is being written.
 */
const keys: { readonly [T in KeptTable]: readonly (keyof Tables[T] & string)[] } = {
  meta: ['name'],
  accounts: ['account_id'],
  opportunities: ['catalog', 'account_id', 'id'],
  aws_opportunity_summaries: ['catalog', 'opportunity_id'],
  engagements: ['catalog', 'id'],
  engagement_members: ['catalog', 'engagement_id', 'account_id'],
  engagement_resources: ['catalog', 'engagement_id', 'resource_type', 'resource_id', 'created_by'],
  engagement_invitations: ['catalog', 'id'],
  resource_snapshot_jobs: ['catalog', 'id'],
  resource_snapshots: ['catalog', 'engagement_id', 'resource_type', 'resource_id', 'template', 'revision'],
  tasks: ['catalog', 'id'],
  client_tokens: ['account_id', 'catalog', 'operation', 'token'],
  tags: ['resource_arn', 'tag_key'],
  solutions: ['catalog', 'account_id', 'id'],
  selling_system_settings: ['catalog', 'account_id'],
  prospecting_results: ['catalog', 'task_id', 'position'],
  events: ['sequence'],
  event_rules: ['account_id', 'name'],
  event_targets: ['account_id', 'rule_name', 'id'],
  event_connections: ['account_id', 'name'],
  event_api_destinations: ['account_id', 'name'],
  event_subscriptions: ['account_id', 'id'],
  dead_letters: ['id'],
  faults: ['id'],
};

/** The tables that hold the state, in the order in which a move writes them. */
export const keptTables = Object.keys(keys) as KeptTable[];

/** What a table's rows are told apart and ordered by. */
export const keyOf = (table: KeptTable): readonly string[] => keys[table];

/** Those that transactions begin with. */
const BEGUN_WITH: readonly string[] = ['engagement_invitations', 'tasks', 'client_tokens', 'opportunities'];

/**
 * All but `meta`, in the order in which they are locked: first those that transactions begin with, so that who holds one
 * is waited for before anything is kept from it that it needs to come to its end.
 */
export const lockedTables: readonly string[] = [
  ...BEGUN_WITH,
  ...keptTables.filter((table) => table !== 'meta' && !BEGUN_WITH.includes(table)),
];
