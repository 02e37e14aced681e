import fc from 'fast-check';
import type { Real } from './play.ts';
import { type Account, accounts, type Opportunity, type World } from './world.ts';

/** What the commands are made of. */

export const Catalog = 'Sandbox';

export const anyone = fc.constantFrom(...accounts);
/** Who does it: mostly whoever may (null), sometimes anybody. */
export const by = fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: anyone });
/** Which one of what there is, counted from the latest: mostly that, so that games lead somewhere. */
export const which = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.nat({ max: 30 }) },
);
/** Makes one text differ from another. */
export const detail = fc.integer({ min: 10, max: 28 });

export const pick = <T>(from: readonly T[], index: number): T =>
  from[from.length - 1 - (index % from.length)] as T;

export const hasOpportunity = (world: World): boolean => world.opportunities.length > 0;
export const hasInvitation = (world: World): boolean => world.invitations.length > 0;

/** Who acts on which opportunity. What AWS refers has one id in both accounts: each means its own. */
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

/** Keeps a call with a client token for `repeatToken`, with a change that makes it another request. */
export const keep = (
  real: Real,
  answer: object | undefined,
  send: (changes: object) => Promise<object>,
  change: object,
): void => {
  if (answer) real.repeats.push({ answer, send, change });
};
