import { remember } from '../../kit/flow/remember.ts';
import type { AccountId } from '../../model/contract.ts';
import type { Contact } from '../../model/documents.ts';
import { madeUpPerson } from '../made-up/choices.ts';

/** A person as the configuration names an account's opportunity owner. */
export interface Person {
  email: string;
  firstName: string;
  lastName: string;
}

const OPPORTUNITY_OWNER = 'OpportunityOwner';

/** AWS API reference, GetOpportunity. */
const TEAM_LIMIT = 10;

/** Of the accounts whose default owners are kept: a thousand. */
const KEPT_CHARACTERS = 12_000;

/** The default owner: derived from the account id alone. Kept, because its hash costs as much as a small query. */
const madeUpOwner = remember(
  (account): Readonly<Person> => madeUpPerson(account, `partner-${account}.example.com`),
  KEPT_CHARACTERS,
);

/** The person who owns an account's opportunities. `stored` is the JSON of `accounts.opportunity_owner`, if set. */
export const personOf = (account: AccountId, stored: string | undefined): Readonly<Person> =>
  stored ? JSON.parse(stored) : madeUpOwner(account);

/** The same person as the first member of an opportunity's team. seen: GetOpportunity, without a phone number. */
export const ownerOf = (account: AccountId, stored: string | undefined): Contact => {
  const { email, firstName, lastName } = personOf(account, stored);
  return { Email: email, FirstName: firstName, LastName: lastName, BusinessTitle: OPPORTUNITY_OWNER };
};

/**
 * Puts the owner before the members that the partner names (seen: GetOpportunity). A named OpportunityOwner replaces
 * `owner`, as with AssignOpportunity. AWS API reference, Contact: the title of a member is PartnerAccountManager or
 * OpportunityOwner.
 */
export const withOwner = (team: Contact[] | undefined, owner: Contact): Contact[] => {
  const named = (team ?? []).find(isOwner);
  const others = (team ?? []).filter((member) => !isOwner(member));
  return [named ?? owner, ...others].slice(0, TEAM_LIMIT);
};

const isOwner = ({ BusinessTitle }: Contact): boolean => BusinessTitle === OPPORTUNITY_OWNER;

/** Replaces the member who has the assignee's title, or adds the assignee. AWS's Postman collection: AssignOpportunity. */
export const withAssignee = (team: Contact[], assignee: Contact): Contact[] => {
  const place = team.findIndex(({ BusinessTitle }) => BusinessTitle === assignee.BusinessTitle);
  return place < 0 ? [...team.slice(0, TEAM_LIMIT - 1), assignee] : team.with(place, assignee);
};
