import type { AccountId } from '../../model/contract.ts';
import type { Contact } from '../../model/documents.ts';
import { madeUpPerson } from '../made-up/choices.ts';

/** Somebody with a name and an address, as the configuration names an account's opportunity owner. */
export interface Person {
  email: string;
  firstName: string;
  lastName: string;
}

const OPPORTUNITY_OWNER = 'OpportunityOwner';

/** The most members that a team can have. AWS API reference, GetOpportunity. */
const TEAM_LIMIT = 10;

/** The owner that an account has where nobody was named: one for each account, everywhere the same. */
const madeUpOwner = (account: AccountId): Person => madeUpPerson(account, `partner-${account}.example.com`);

/** The person who owns an account's opportunities. `said`: what `accounts.opportunity_owner` holds, if anything. */
export const personOf = (account: AccountId, said: string | undefined): Person =>
  said ? JSON.parse(said) : madeUpOwner(account);

/** The same, as the first of an opportunity's team. seen: GetOpportunity, without a phone number. */
export const ownerOf = (account: AccountId, said: string | undefined): Contact => {
  const { email, firstName, lastName } = personOf(account, said);
  return { Email: email, FirstName: firstName, LastName: lastName, BusinessTitle: OPPORTUNITY_OWNER };
};

/**
 * A team with its owner, who stands before whom the partner names (seen: GetOpportunity). A partner that names an
 * OpportunityOwner itself has said who it is, as with AssignOpportunity. AWS API reference, Contact: the title of a
 * member is PartnerAccountManager or OpportunityOwner.
 */
export const withOwner = (team: Contact[] | undefined, owner: Contact): Contact[] => {
  const named = (team ?? []).find(isOwner);
  const others = (team ?? []).filter((member) => !isOwner(member));
  return [named ?? owner, ...others].slice(0, TEAM_LIMIT);
};

const isOwner = ({ BusinessTitle }: Contact): boolean => BusinessTitle === OPPORTUNITY_OWNER;

/** A team whose member of the assignee's title is the assignee from now on; nobody else goes. AWS's Postman collection: AssignOpportunity. */
export const withAssignee = (team: Contact[], assignee: Contact): Contact[] => {
  const place = team.findIndex(({ BusinessTitle }) => BusinessTitle === assignee.BusinessTitle);
  return place < 0 ? [...team.slice(0, TEAM_LIMIT - 1), assignee] : team.with(place, assignee);
};
