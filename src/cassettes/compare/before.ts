import type { AccountOption, SolutionOption } from '../../index.ts';
import { isMembers, type Json, type Members } from '../../kit/shape/differences.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import { normalAccount } from '../../rules/accounts.ts';
import type { Recorded } from '../cassette.ts';

/** What was there before a cassette was recorded, as far as it shows. */
export interface Before {
  accounts: AccountOption[];
  /** Invitations of AWS that nobody had answered, oldest first. */
  invitations: {
    account: string;
    catalog: 'AWS' | 'Sandbox';
    kind: 'opportunity' | 'lead';
    /** What it is about, if the program accepted it and read that. */
    opportunity?: Members;
  }[];
}

type Account = Omit<AccountOption, 'solutions'> & { solutions: (SolutionOption & { createdAt: string })[] };
type Invitation = Before['invitations'][number] & { sentAt: string };

interface Reading {
  accounts: Map<string, Account>;
  invitations: Map<string, Invitation>;
  /** Ids that a call made. */
  made: Set<string>;
  /** The opportunities of accepted invitations. */
  accepted: Map<string, string>;
  /** As they were read first. */
  opportunities: Map<string, Members>;
}

/** Reads what no call of the API makes: accounts with their names, solutions and owners, and the invitations of AWS. */
export const readBefore = (calls: readonly Recorded[]): Before => {
  const reading: Reading = {
    ...{ accounts: new Map(), invitations: new Map(), made: new Set() },
    ...{ accepted: new Map(), opportunities: new Map() },
  };
  const began = calls[0]?.at ?? '';
  // Of such an opportunity in the sandbox, AWS invites the account that creates it.
  const hasReferrals = calls.some(({ input }) => input.Origin === 'AWS Referral');
  for (const { operation, caller, input, output } of calls) {
    const account = accountIn(caller, reading);
    const catalog = input.Catalog === 'AWS' ? 'AWS' : 'Sandbox';
    const { RelatedEntityType, RelatedEntityIdentifier: id } = input;
    if (account && RelatedEntityType === 'Solutions' && typeof id === 'string')
      addSolution(account, { Id: id, Name: `Solution ${id}` }, catalog);
    const { Id } = output;
    if (operation === 'GetOpportunity' && typeof Id === 'string' && !reading.opportunities.has(Id))
      reading.opportunities.set(Id, output);
    eachStructure(output, (found) => {
      const { EngagementInvitationId, OpportunityId } = found;
      if (typeof EngagementInvitationId === 'string' && typeof OpportunityId === 'string')
        reading.accepted.set(EngagementInvitationId, OpportunityId);
      if (!/^(?:Get|List)/.test(operation)) {
        for (const made of Object.values(found)) if (typeof made === 'string') reading.made.add(made);
      }
      readNames(found, reading);
      if (!account) return;
      addSolution(account, found, catalog);
      readOwner(found, account);
      readInvitation(found, { account: account.id, catalog }, reading);
    });
  }
  const invitations = [...reading.invitations]
    .filter(([, { sentAt }]) => !hasReferrals || sentAt < began)
    .sort(([, one], [, other]) => one.sentAt.localeCompare(other.sentAt));
  return {
    accounts: [...reading.accounts.values()].map((account) => ({
      ...account,
      solutions: inOrderOfCreation(account.solutions),
    })),
    invitations: invitations.map(([id, { sentAt: _, ...invitation }]) => {
      const read = reading.opportunities.get(reading.accepted.get(id) ?? '');
      return read && invitation.kind === 'opportunity'
        ? { ...invitation, opportunity: asCreated(read) }
        : invitation;
    }),
  };
};

const CREATED = [
  ...['Customer', 'LifeCycle', 'Marketing', 'NationalSecurity', 'OpportunityType', 'PrimaryNeedsFromAws'],
  ...['Project', 'SoftwareRevenue'],
];

/** Returns an opportunity in the form of CreateOpportunity. */
const asCreated = (read: Members): Members =>
  withoutNulls(
    Object.fromEntries(Object.entries(read).filter(([name]) => CREATED.includes(name))),
  ) as Members;

const withoutNulls = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isMembers(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => (part === null ? [] : [[name, withoutNulls(part)]])),
  );
};

/** Returns an account; undefined for AWS and for what is none. */
const accountIn = (value: Json | undefined, { accounts }: Reading): Account | undefined => {
  const id = typeof value === 'string' ? normalAccount(value) : undefined;
  if (id === undefined || id === AWS_ACCOUNT) return undefined;
  const account = accounts.get(id) ?? { id, companyName: `Partner ${id}`, solutions: [] };
  accounts.set(id, account);
  return account;
};

/** Of members of engagements, and of senders of invitations. */
const readNames = (found: Members, reading: Reading): void => {
  const { AccountId, CompanyName, WebsiteUrl, SenderAwsAccountId, SenderCompanyName } = found;
  const account = accountIn(AccountId ?? SenderAwsAccountId, reading);
  const name = CompanyName ?? SenderCompanyName;
  if (account && typeof name === 'string') account.companyName = name;
  // Members of an invitation's engagement come without their accounts.
  const named = account ?? [...reading.accounts.values()].find(({ companyName }) => companyName === name);
  if (named && typeof WebsiteUrl === 'string') named.websiteUrl ??= WebsiteUrl;
};

const addSolution = ({ solutions }: Account, found: Members, catalog: 'AWS' | 'Sandbox'): void => {
  const { Id: id, Name: name, Category: category, CreatedDate } = found;
  if (typeof id !== 'string' || !/^S-\d{1,19}$/.test(id) || typeof name !== 'string') return;
  const known = solutions.find((solution) => solution.id === id);
  const createdAt = typeof CreatedDate === 'string' ? CreatedDate : '';
  const solution = { id, name, catalog, createdAt, ...(typeof category === 'string' && { category }) };
  if (!known) solutions.push(solution);
  else if (typeof category === 'string') Object.assign(known, solution);
};

/**
 * Lists begin with the newest, and pseudonyms sort otherwise than their originals. One that no list shows may be on a later page of
 * one, so it is older.
 */
const inOrderOfCreation = (solutions: Account['solutions']): SolutionOption[] =>
  solutions
    .toReversed()
    .sort((one, other) => Number(one.createdAt > other.createdAt) - Number(one.createdAt < other.createdAt))
    .map(({ createdAt: _, ...solution }) => solution);

/** The first one that an answer shows: calls can change it. */
const readOwner = ({ OpportunityTeam }: Members, account: Account): void => {
  if (account.opportunityOwner || !Array.isArray(OpportunityTeam)) return;
  for (const member of OpportunityTeam) {
    if (!isMembers(member) || member.BusinessTitle !== 'OpportunityOwner') continue;
    const { FirstName, LastName, Email } = member;
    if (typeof FirstName === 'string' && typeof LastName === 'string' && typeof Email === 'string')
      account.opportunityOwner = { firstName: FirstName, lastName: LastName, email: Email };
  }
};

const readInvitation = (
  { Id, Status, PayloadType, SenderAwsAccountId, InvitationDate }: Members,
  of: { account: string; catalog: 'AWS' | 'Sandbox' },
  { invitations, made }: Reading,
): void => {
  const isOfAws = typeof SenderAwsAccountId === 'string' && normalAccount(SenderAwsAccountId) === AWS_ACCOUNT;
  if (!isOfAws || Status !== 'PENDING' || typeof Id !== 'string' || made.has(Id)) return;
  const kind = PayloadType === 'LeadInvitation' ? 'lead' : 'opportunity';
  if (!invitations.has(Id)) invitations.set(Id, { ...of, kind, sentAt: String(InvitationDate) });
};

const eachStructure = (value: Json, visit: (structure: Members) => void): void => {
  if (Array.isArray(value)) for (const element of value) eachStructure(element, visit);
  if (!isMembers(value)) return;
  visit(value);
  for (const part of Object.values(value)) eachStructure(part, visit);
};
