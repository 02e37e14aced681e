import type {
  EngagementInvitationSummary,
  ReasonCode,
  ReviewStatus,
} from '@aws-sdk/client-partnercentral-selling';
import { ALPHA, AWS, BETA } from '../support/server.ts';
import { GAMMA } from '../support/sharing.ts';

/** What there is in the plain model: no ids of its own, no dates, nothing that the rules do not speak of. */

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
  /** Whether all is there that a submission needs, but a solution. */
  isComplete: boolean;
  /** Whether AWS has a side of it that its owner opened by a submission. */
  hasAwsSide?: boolean;
  /** The opportunity and the invitation that it was made from. */
  source?: Opportunity | undefined;
  invitation?: Invitation | undefined;
}

export interface Engagement {
  id: string;
  members: Account[];
  /** Those that take part. */
  opportunities: Opportunity[];
}

export interface Invitation {
  /** What it says of the opportunity that was submitted with it; without, what `opportunityInvitation` says. */
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
  /** Of AWS's side, which is for the opportunity's owner and AWS alone, or of the opportunity itself. */
  template: 'AwsOpportunitySummaryFullView' | 'OpportunitySummaryView';
  revision: number;
  /** What it shows. */
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
  /** Who has named a role for its snapshot jobs. AWS needs none. */
  roles: Set<Account>;
  /** The detail-types that each account heard, in order. */
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

/** What a call is refused with. */
export class Refusal extends Error {
  readonly faults: string[];

  constructor(name: string, faults: string[] = []) {
    super(name);
    this.name = name;
    this.faults = faults;
  }
}

/** What a task ends with that cannot go on. */
export class Failure extends Error {
  readonly reason: ReasonCode;

  constructor(reason: ReasonCode) {
    super(reason);
    this.reason = reason;
  }
}
