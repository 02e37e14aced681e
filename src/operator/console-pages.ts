import type { ConsolePage } from '../kit/action/action.ts';
import { normalAccount } from '../rules/accounts.ts';

/** An account and a catalog, as an input or a response names them. */
interface Place {
  account?: unknown;
  catalog?: unknown;
}

/** The console's pages of single things, by their addresses. */
const pathOf = {
  task: (id: string) => `tasks/${id}`,
  request: (id: string) => `requests/${id}`,
  invitation: (id: string) => `invitations/${id}`,
  opportunity: (id: string) => `opportunities/${id}`,
  /** The list, with the event opened. */
  event: (id: string) => `events?event=${id}`,
  /** The attempts to deliver it. */
  deliveriesOf: (id: string) => `events/deliveries?where=${encodeURIComponent('event=')}${id}`,
  /** The list: a dead letter has no page of its own. */
  deadLetter: () => 'events/dead-letters',
};

/** Returns the page of a thing, or none for what is of no account: every page is of one. */
export const pageOf = (
  kind: keyof typeof pathOf,
  id: unknown,
  { account, catalog }: Place,
): ConsolePage[] => {
  if (typeof id !== 'string' || typeof account !== 'string') return [];
  return [
    {
      id,
      account: normalAccount(account) ?? account,
      ...(typeof catalog === 'string' && { catalog }),
      path: pathOf[kind](encodeURIComponent(id)),
    },
  ];
};

/** Returns the page of an event, in the catalog of what it is about. */
export const pageOfEvent = (event: unknown): ConsolePage[] => {
  const { id, account, detail } = event as { id?: unknown; account?: unknown; detail?: Place };
  return pageOf('event', id, { account, catalog: detail?.catalog });
};
