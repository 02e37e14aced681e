/**
 * The column by which each table could be divided among databases: the account whose rows they are, or the engagement that several
 * accounts share. Principals, settings and the queue are not here: they do not grow with the work of partners.
 */
export const DIVIDED_BY: Readonly<Record<string, string>> = {
  opportunities: 'account_id',
  tasks: 'account_id',
  client_tokens: 'account_id',
  resource_snapshot_jobs: 'account_id',
  events: 'account_id',
  dead_letters: 'account_id',
  event_rules: 'account_id',
  event_targets: 'account_id',
  event_connections: 'account_id',
  event_api_destinations: 'account_id',
  event_subscriptions: 'account_id',
  solutions: 'account_id',
  selling_system_settings: 'account_id',
  quota_usage: 'account_id',
  accounts: 'account_id',
  engagements: 'id',
  engagement_members: 'engagement_id',
  engagement_invitations: 'engagement_id',
  engagement_resources: 'engagement_id',
  resource_snapshots: 'engagement_id',
  prospecting_results: 'engagement_id',
  aws_opportunity_summaries: 'opportunity_id',
  tags: 'resource_arn',
};

/** The tables that hold what grows with the work of partners. Divided, one database has half of it. */
export const LARGE: readonly string[] = [
  'opportunities',
  'tasks',
  'client_tokens',
  'resource_snapshot_jobs',
  'events',
  'dead_letters',
  'engagements',
  'engagement_members',
  'engagement_invitations',
  'engagement_resources',
  'resource_snapshots',
];
