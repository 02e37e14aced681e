import fc from 'fast-check';
import type { Real } from './play.ts';
import { type Account, accounts, type Opportunity, type World } from './world.ts';

/** Building blocks of the commands. */

export const Catalog = 'Sandbox';

export const anyone = fc.constantFrom(...accounts);
/** The acting account: mostly one with access (null), sometimes any. */
export const by = fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: anyone });
/** An index counted from the latest item: mostly the latest, so that games reach new states. */
export const which = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.nat({ max: 30 }) },
);
/** A number that makes texts differ. */
export const detail = fc.integer({ min: 10, max: 28 });

export const pick = <T>(from: readonly T[], index: number): T =>
  from[from.length - 1 - (index % from.length)] as T;

export const hasOpportunity = (world: World): boolean => world.opportunities.length > 0;
export const hasInvitation = (world: World): boolean => world.invitations.length > 0;

/** The account and its opportunity. A referral by AWS has the same id in both accounts, so each account has its own. */
export const actOn = (
  { opportunities }: World,
  which: number,
  by: Account | null,
): { account: Account; one: Opportunity } => {
  const picked = pick(opportunities, which);
  const account = by ?? picked.owner;
  const own = opportunities.find(({ id, owner }) => id === picked.id && owner === account);
  return { account, one: own ?? picked };
};

/** Keeps a call with a client token for `repeatToken`, and a change that makes it a different request. */
export const keep = (
  real: Real,
  answer: object | undefined,
  send: (changes: object) => Promise<object>,
  change: object,
): void => {
  if (answer) real.repeats.push({ answer, send, change });
};
