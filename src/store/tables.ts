import type { Generated, Kysely } from 'kysely';
import type { AccountId, Catalog, Timestamp } from '../model/contract.ts';

/**
 * The tables. Moments are ISO text, so that they sort and compare alike in SQLite and PostgreSQL; documents are JSON
 * text; what is filtered or sorted by stands in columns of its own, never NULL (an absent value is the empty text).
 */
export interface Tables {
  accounts: Accounts;
  opportunities: Opportunities;
  aws_opportunity_summaries: AwsOpportunitySummaries;
  engagements: Engagements;
  engagement_members: EngagementMembers;
  engagement_resources: EngagementResources;
  engagement_invitations: EngagementInvitations;
  resource_snapshot_jobs: ResourceSnapshotJobs;
  resource_snapshots: ResourceSnapshots;
  tasks: Tasks;
  client_tokens: ClientTokens;
  solutions: Solutions;
  selling_system_settings: SellingSystemSettings;
  prospecting_results: ProspectingResults;
  tags: Tags;
  events: Events;
  event_horizon: EventHorizon;
  event_rules: EventRules;
  event_targets: EventTargets;
  event_connections: EventConnections;
  event_api_destinations: EventApiDestinations;
  event_subscriptions: EventSubscriptions;
  dead_letters: DeadLetters;
  faults: Faults;
  jobs: JobRows;
  meta: Meta;
}

/** What queries run on: the reading connection, or a transaction. */
export type Queries = Kysely<Tables>;

/** Who an account is. An account that is not here has a default name: `companyName`. */
export interface Accounts {
  account_id: AccountId;
  company_name: string;
  website_url: string;
  /** A `Person` who owns its opportunities; the empty text where nobody was named (rules/opportunities/team.ts). */
  opportunity_owner: string;
}

export interface Opportunities {
  catalog: Catalog;
  account_id: AccountId;
  id: string;
  created_at: Timestamp;
  modified_at: Timestamp;
  company_name: string;
  target_close_date: string;
  stage: string;
  review_status: string;
  /** An `OpportunityDocument`. */
  document: string;
  /** The invitation that this opportunity came from. At most one opportunity of an account comes from it. */
  invitation_id: string | null;
  /** The sender's opportunity that this one was made from, and whose review it follows. */
  source_account_id: AccountId | null;
  source_id: string | null;
}

/** AWS's side of a partner's opportunity. */
export interface AwsOpportunitySummaries {
  catalog: Catalog;
  opportunity_id: string;
  /** An `AwsSummaryDocument`. */
  document: string;
}

export interface Engagements {
  catalog: Catalog;
  id: string;
  title: string;
  description: string;
  created_at: Timestamp;
  created_by: AccountId;
  modified_at: Timestamp;
  modified_by: AccountId;
  member_count: number;
  /** EngagementContextDetails[] */
  contexts: string;
  /** The types of the contexts, each as `|type|`. */
  context_types: string;
}

export interface EngagementMembers {
  catalog: Catalog;
  engagement_id: string;
  account_id: AccountId;
  joined_at: Timestamp;
  /** The engagement's, repeated here so that an account's engagements are listed from one index. */
  engagement_created_at: Timestamp;
}

/** Which resource takes part in which engagement, and whose it is. */
export interface EngagementResources {
  catalog: Catalog;
  engagement_id: string;
  resource_type: string;
  resource_id: string;
  created_by: AccountId;
}

export interface EngagementInvitations {
  catalog: Catalog;
  id: string;
  engagement_id: string;
  sender_account_id: AccountId;
  receiver_account_id: AccountId;
  receiver_alias: string;
  /** As last written; `effectiveStatus` knows whether a PENDING one has expired meanwhile. */
  status: 'PENDING' | 'ACCEPTED' | 'REJECTED' | 'EXPIRED';
  invitation_date: Timestamp;
  expiration_date: Timestamp;
  message: string;
  payload_type: 'OpportunityInvitation' | 'LeadInvitation';
  /** A `Payload` */
  payload: string;
  rejection_reason: string;
}

export interface ResourceSnapshotJobs {
  catalog: Catalog;
  id: string;
  account_id: AccountId;
  engagement_id: string;
  resource_type: string;
  resource_id: string;
  template: string;
  status: 'Running' | 'Stopped';
  created_at: Timestamp;
  last_success_at: string;
  last_failure: string;
}

export interface ResourceSnapshots {
  catalog: Catalog;
  engagement_id: string;
  resource_type: string;
  resource_id: string;
  template: string;
  revision: number;
  created_at: Timestamp;
  created_by: AccountId;
  /** A `ResourceSnapshotPayload` */
  payload: string;
  /** AccountId[], comma separated: the members it was made for. */
  target_accounts: string;
}

export interface Tasks {
  catalog: Catalog;
  id: string;
  account_id: AccountId;
  /** The operation that started it. */
  operation: string;
  status: 'IN_PROGRESS' | 'COMPLETE' | 'FAILED';
  /** How many of its workflow's steps are done. */
  step: number;
  /** Each step that this task itself has done, as `when it ended*how often it was tried,`. */
  steps: string;
  /** How often the step that is next was tried without success. */
  tries: number;
  start_time: Timestamp;
  end_time: string;
  invitation_id: string;
  engagement_id: string;
  opportunity_id: string;
  resource_snapshot_job_id: string;
  /** The context that the task is about, where it is about a lead. */
  context_id: string;
  /** The context that such a task has added for the customer's project. */
  project_context_id: string;
  /** What AWS is asked for: the AwsSubmission of a task that submits. */
  involvement_type: string;
  visibility: string;
  /** Of a prospecting task: its TaskName, how many engagements it is about, and how many of them failed. */
  name: string;
  engagement_count: number;
  failed_count: number;
  /** Tag[] */
  tags: string;
  reason_code: string;
  message: string;
}

/** An offering of a partner, to associate with its opportunities. */
export interface Solutions {
  catalog: Catalog;
  account_id: AccountId;
  id: string;
  name: string;
  status: 'Active' | 'Inactive' | 'Draft';
  category: string;
  created_at: Timestamp;
  marketplace_solution_arn: string;
}

export interface SellingSystemSettings {
  catalog: Catalog;
  account_id: AccountId;
  snapshot_job_role_arn: string;
}

/** What became of one engagement of a prospecting task. */
export interface ProspectingResults {
  catalog: Catalog;
  task_id: string;
  /** Where in the request it stands, from 0. */
  position: number;
  engagement_id: string;
  status: 'PENDING' | 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  context_id: string;
  reason_code: string;
  message: string;
}

export interface ClientTokens {
  account_id: AccountId;
  catalog: Catalog;
  operation: string;
  token: string;
  request_hash: string;
  /** What was answered, or enough to answer it again. */
  result: string;
  created_at: Timestamp;
}

export interface Tags {
  resource_arn: string;
  tag_key: string;
  tag_value: string;
}

/** The outbox, and the feed. One row per event and receiving account. */
export interface Events {
  sequence: Generated<number>;
  account_id: AccountId;
  /** The envelope, as EventBridge delivers it. */
  event: string;
}

/** A view of one row: up to which event the table is settled (kit/sql/schema.ts). */
export interface EventHorizon {
  sequence: number;
}

/** A rule on the default event bus of an account. */
export interface EventRules {
  account_id: AccountId;
  name: string;
  description: string;
  /** JSON, as it was given. */
  event_pattern: string;
  state: 'ENABLED' | 'DISABLED';
  role_arn: string;
  created_at: Timestamp;
}

/** Where the events that a rule matches go. Its `EventSubscriptions` row says how far they have got. */
export interface EventTargets {
  account_id: AccountId;
  rule_name: string;
  id: string;
  arn: string;
  /** A `Target` of EventBridge. */
  document: string;
}

/** How API destinations are called in the name of an account. */
export interface EventConnections {
  account_id: AccountId;
  name: string;
  /** The last part of its ARN. */
  id: string;
  /** What DescribeConnection may show. */
  document: string;
  /** The AuthParameters as they were given, secrets included: shown to nobody. */
  secrets: string;
  created_at: Timestamp;
  modified_at: Timestamp;
}

export interface EventApiDestinations {
  account_id: AccountId;
  name: string;
  /** The last part of its ARN. */
  id: string;
  connection_arn: string;
  /** An `ApiDestinationDocument`. */
  document: string;
  created_at: Timestamp;
  modified_at: Timestamp;
}

/**
 * How far one target has got in the events of its account. They are delivered one after another: what fails is tried
 * again before the next one is.
 */
export interface EventSubscriptions {
  /** Whose events; empty for a webhook that is sent those of all accounts. */
  account_id: AccountId;
  /** `rule/<rule name>/<target id>` or `webhook/<name>`. */
  id: string;
  /** The sequence of the last event that needs no more work: delivered, not matched, or dead. */
  position: number;
  /** The sequence of the last event that it is to get, where its rule was disabled; NULL for no end. */
  until: number | null;
  /** How often the event after `position` that matches was tried without success, when first, why, and when next. */
  attempts: number;
  first_attempt_at: string;
  next_attempt_at: string;
  last_error: string;
  /** How many events that matched were passed over, as nothing was sent to the target. */
  passed_over: number;
  /** The node that delivers at present, and until when it may, by the time of machines, not by the server's clock. */
  lease_owner: string;
  lease_until: Timestamp;
}

/** An event that a target did not take, in the end. */
export interface DeadLetters {
  id: string;
  account_id: AccountId;
  subscription_id: string;
  /** The envelope. */
  event: string;
  attempts: number;
  last_error: string;
  created_at: Timestamp;
  /** `dead`, or `redriven` while it waits to be tried again. */
  state: 'dead' | 'redriven';
}

/** A failure that the operator has asked for. */
export interface Faults {
  id: string;
  /** What it is about: JSON, a `FaultMatch`. */
  match: string;
  /** What happens: JSON, a `FaultEffect`. */
  effect: string;
  /** How often yet; NULL for always. */
  remaining: number | null;
  created_at: Timestamp;
}

/** What is to run later, at least once (embedded queue). */
export interface JobRows {
  id: string;
  queue: string;
  payload: string;
  run_at: Timestamp;
  attempts: number;
}

export interface Meta {
  name: string;
  value: string;
}
