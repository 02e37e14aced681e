import type {
  EngagementInvitationSummary,
  ReasonCode,
  ReviewStatus,
} from '@aws-sdk/client-partnercentral-selling';
import { ALPHA, AWS, BETA } from '../support/server.ts';
import { GAMMA } from '../support/sharing.ts';

/** The state of the model: no ids of its own, no dates, nothing that the rules do not need. */

export const accounts = [ALPHA, BETA, GAMMA, AWS] as const;
export type Account = (typeof accounts)[number];

export interface Opportunity {
  id: string;
  owner: Account;
  status: ReviewStatus;
  title: string;
  problem: string;
  closeDate: string | undefined;
  solutions: string[];
  /** Whether it has everything that a submission needs, except for a solution. */
  isComplete: boolean;
  /** Whether AWS has its own side of it, which a submission opened. */
  hasAwsSide?: boolean;
  /** The opportunity and the invitation that it was made from. */
  source?: Opportunity | undefined;
  invitation?: Invitation | undefined;
}

export interface Engagement {
  id: string;
  members: Account[];
  /** Its resources. */
  opportunities: Opportunity[];
}

export interface Invitation {
  /** The content of the opportunity submitted with it. Default: the content of `opportunityInvitation`. */
  offer?: Pick<Opportunity, 'title' | 'problem' | 'closeDate'>;
  id: string;
  engagement: Engagement;
  sender: Account;
  receiver: Account;
  status: NonNullable<EngagementInvitationSummary['Status']>;
}

export interface Job {
  id: string;
  opportunity: Opportunity;
  engagement: Engagement;
  isRunning: boolean;
}

export interface Snapshot {
  engagement: Engagement;
  opportunity: Opportunity;
  /** Whether it is of AWS's side, visible to the opportunity's owner and AWS only, or of the opportunity itself. */
  template: 'AwsOpportunitySummaryFullView' | 'OpportunitySummaryView';
  revision: number;
  /** Its content. */
  view: string;
}

export interface Task {
  id: string;
  owner: Account;
  kind: 'accept' | 'share';
  status: 'COMPLETE' | 'FAILED';
  reason?: ReasonCode | undefined;
  invitation?: Invitation | undefined;
  engagement?: Engagement | undefined;
  opportunity?: Opportunity | undefined;
  job?: Job | undefined;
}

export interface World {
  opportunities: Opportunity[];
  engagements: Engagement[];
  invitations: Invitation[];
  jobs: Job[];
  snapshots: Snapshot[];
  tasks: Task[];
  /** The accounts that have set a role for their snapshot jobs. AWS needs none. */
  roles: Set<Account>;
  /** The detail-types of each account's events, in order. */
  feed: Record<Account, string[]>;
}

export const emptyWorld = (): World => ({
  opportunities: [],
  engagements: [],
  invitations: [],
  jobs: [],
  snapshots: [],
  tasks: [],
  roles: new Set([AWS]),
  feed: { [ALPHA]: [], [BETA]: [], [GAMMA]: [], [AWS]: [] },
});

/** The error of a rejected call. */
export class Refusal extends Error {
  readonly faults: string[];

  constructor(name: string, faults: string[] = []) {
    super(name);
    this.name = name;
    this.faults = faults;
  }
}

/** The failure of a task. */
export class Failure extends Error {
  readonly reason: ReasonCode;

  constructor(reason: ReasonCode) {
    super(reason);
    this.reason = reason;
  }
}
