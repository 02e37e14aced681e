import type { OperationName } from '../../model/contract.ts';

/**
 * The quotas of API operations, per account. They are in one table, not in the operations' files, because AWS documents
 * them by class: the operations of a class share one quota, and an operation that is not listed needs no entry.
 */

/** The classes of operations that share a quota. */
export const quotaClasses = [
  'reads',
  'writes',
  'engagementWrites',
  'prospectingStarts',
  'prospectingGets',
  'prospectingLists',
  'otherReads',
  'otherWrites',
] as const;

export type QuotaClass = (typeof quotaClasses)[number];

/** The quota of a class for each account. What is absent is not limited. */
export interface Quota {
  /** Requests per second on average; may have a fraction. */
  readonly perSecond?: number;
  /** Requests that may come at once. Default as many as per second, at least one. */
  readonly burst?: number;
  /** Requests per rolling 24 hours. */
  readonly perDay?: number;
}

export type Quotas = { readonly [C in QuotaClass]?: Quota };

/** What a server is set to: no quotas, those of AWS, or its own. */
export type QuotaSetting = 'off' | 'aws' | Quotas;

/** AWS docs: developer-guide/quotas, "API operation quotas". AWS documents none for the other operations. */
const awsQuotas: Quotas = {
  reads: { perSecond: 10, perDay: 100_000 },
  writes: { perSecond: 1, perDay: 10_000 },
  engagementWrites: { perSecond: 15 },
  prospectingStarts: { perSecond: 2 },
  prospectingGets: { perSecond: 100 },
  prospectingLists: { perSecond: 50 },
};

export const quotasOf = (setting: QuotaSetting): Quotas => {
  if (setting === 'off') return {};
  return setting === 'aws' ? awsQuotas : setting;
};

/** AWS docs: developer-guide/quotas, "API operation quotas". */
const listed: { readonly [O in OperationName]?: QuotaClass } = {
  GetOpportunity: 'reads',
  GetAwsOpportunitySummary: 'reads',
  ListOpportunities: 'reads',
  ListSolutions: 'reads',
  GetEngagementInvitation: 'reads',
  ListEngagementInvitations: 'reads',
  CreateOpportunity: 'writes',
  UpdateOpportunity: 'writes',
  AssociateOpportunity: 'writes',
  DisassociateOpportunity: 'writes',
  RejectEngagementInvitation: 'writes',
  AssignOpportunity: 'writes',
  StartEngagementFromOpportunityTask: 'writes',
  StartEngagementByAcceptingInvitationTask: 'writes',
  CreateEngagement: 'engagementWrites',
  StartProspectingFromEngagementTask: 'prospectingStarts',
  GetProspectingFromEngagementTask: 'prospectingGets',
  ListProspectingFromEngagementTasks: 'prospectingLists',
};

/** Every operation has a class. Those that AWS does not list are read by their names: Get… and List… read. */
export const quotaClassOf = (operation: OperationName): QuotaClass =>
  listed[operation] ?? (/^(Get|List)/.test(operation) ? 'otherReads' : 'otherWrites');

/** Says which quota an operation has used up. AWS's message does not tell which; both are the same to its clients. */
export const describeQuota = (of: QuotaClass, { perSecond, perDay }: Quota, operation: string): string => {
  const rates = [
    perSecond === undefined ? [] : `${perSecond} per second`,
    perDay === undefined ? [] : `${perDay} per 24 hours`,
  ].flat();
  return `${operation} and the other ${names[of]} of this account may come ${rates.join(' and ')}`;
};

const names: { readonly [C in QuotaClass]: string } = {
  reads: 'reads of opportunities, solutions and invitations',
  writes: 'writes of opportunities and invitations',
  engagementWrites: 'creations of engagements',
  prospectingStarts: 'starts of prospecting tasks',
  prospectingGets: 'reads of prospecting tasks',
  prospectingLists: 'lists of prospecting tasks',
  otherReads: 'reads without a quota of their own',
  otherWrites: 'writes without a quota of their own',
};

/** The window of `perDay`. It remembers up to 97 slots per account and class. */
export const DAY_WINDOW = { spanMs: 86_400_000, slotMs: 900_000 };

/** The greatest value of each member, and what it is. */
const members = {
  perSecond: { greatest: 100_000, isWhole: false },
  burst: { greatest: 1_000_000, isWhole: true },
  perDay: { greatest: 10_000_000_000, isWhole: true },
} as const satisfies { readonly [M in keyof Quota]-?: { greatest: number; isWhole: boolean } };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Validates a setting. Throws an Error that says what to change. */
export const readQuotas = (given: unknown): QuotaSetting => {
  if (given === 'off' || given === 'aws') return given;
  if (!isRecord(given)) throw new Error('quotas has to be off, aws, or an object with quotas by class.');
  for (const [name, quota] of Object.entries(given)) requireQuota(name, quota);
  return given as Quotas;
};

const requireQuota = (name: string, quota: unknown): void => {
  if (!quotaClasses.some((known) => known === name)) {
    throw new Error(`quotas.${name} is no class of operations. The classes are ${quotaClasses.join(', ')}.`);
  }
  if (!isRecord(quota)) throw new Error(`quotas.${name} has to be an object such as {"perSecond": 10}.`);
  for (const [member, value] of Object.entries(quota)) {
    if (!Object.hasOwn(members, member)) {
      throw new Error(`quotas.${name}.${member} is unknown. A quota has perSecond, burst and perDay.`);
    }
    const { greatest, isWhole } = members[member as keyof Quota];
    const isRight = typeof value === 'number' && value > 0 && value <= greatest;
    if (isRight && (!isWhole || Number.isSafeInteger(value))) continue;
    const kind = isWhole ? 'a whole number from 1' : 'a number greater than 0, and';
    throw new Error(`quotas.${name}.${member} has to be ${kind} up to ${greatest}.`);
  }
  if ('burst' in quota && !('perSecond' in quota)) {
    throw new Error(`quotas.${name}.burst needs perSecond, the rate at which it is refilled.`);
  }
};
