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

/** What is wrong with a member of a setting. */
export interface QuotaFault {
  path: readonly string[];
  message: string;
}

/** Validates a setting. Throws an Error that says what to change. */
export const readQuotas = (given: unknown): QuotaSetting => {
  const faults = [...quotaFaults(given)];
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join(' '));
  return given as QuotaSetting;
};

/** Returns everything that is wrong with a setting. */
export function* quotaFaults(given: unknown): Generator<QuotaFault> {
  if (given === 'off' || given === 'aws') return;
  if (!isRecord(given)) {
    yield { path: ['quotas'], message: 'quotas has to be off, aws, or an object with quotas by class.' };
    return;
  }
  for (const [name, quota] of Object.entries(given)) yield* faultsOfClass(name, quota);
}

function* faultsOfClass(name: string, quota: unknown): Generator<QuotaFault> {
  const path = ['quotas', name];
  const at = path.join('.');
  if (!quotaClasses.some((known) => known === name)) {
    yield {
      path,
      message: `${at} is no class of operations. The classes are ${quotaClasses.join(', ')}.`,
    };
    return;
  }
  if (!isRecord(quota)) {
    yield { path, message: `${at} has to be an object such as {"perSecond": 10}.` };
    return;
  }
  for (const [member, value] of Object.entries(quota)) {
    const says = faultOfMember(member, value);
    if (says) yield { path: [...path, member], message: `${at}.${member} ${says}` };
  }
  if ('burst' in quota && !('perSecond' in quota)) {
    const message = `${at}.burst needs perSecond, the rate at which it is refilled.`;
    yield { path: [...path, 'burst'], message };
  }
}

const faultOfMember = (member: string, value: unknown): string | undefined => {
  if (!Object.hasOwn(members, member)) return 'is unknown. A quota has perSecond, burst and perDay.';
  const { greatest, isWhole } = members[member as keyof Quota];
  const isRight = typeof value === 'number' && value > 0 && value <= greatest;
  if (isRight && (!isWhole || Number.isSafeInteger(value))) return undefined;
  const kind = isWhole ? 'a whole number from 1' : 'a number greater than 0, and';
  return `has to be ${kind} up to ${greatest}.`;
};
