import Type from 'typebox';
import { normalAccount } from '../../rules/accounts.ts';
import { action } from '../action.ts';
import { pageOf } from '../console-pages.ts';
import { DeliveryEntry, DeliveryOutcomes, historyOf } from '../delivery-schemas.ts';
import { AccountId, nextOfNewest, pageOfNewest, SubscriptionId } from '../schemas.ts';
import { showDeliveries } from '../show-deliveries.ts';
import { showDelivery } from '../show-delivery.ts';

/** Reads the memory of this node: no query. */
export const listDeliveries = action({
  name: 'deliveries.list',
  method: 'GET',
  path: '/_cosell/deliveries',
  summary: 'Lists the newest attempts of this node to deliver events to targets, newest first.',
  own: 'cosell:ReadDeliveries',
  takes: Type.Object({
    account: Type.Optional(AccountId),
    rule: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'The name of a rule.' })),
    target: Type.Optional(SubscriptionId),
    outcome: Type.Optional(DeliveryOutcomes),
    event: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'The id of an event.' })),
    ...pageOfNewest({ most: 1_000, usual: 100 }),
  }),
  answers: Type.Object({
    deliveries: Type.Array(DeliveryEntry),
    next: nextOfNewest('ones'),
  }),
  command: {
    words: 'deliveries',
    follow: { member: 'deliveries', event: 'delivery' },
    show: showDeliveries,
    pages: (answer) =>
      (answer as { deliveries: DeliveryEntry[] }).deliveries.flatMap((entry) => [
        ...pageOf('deliveriesOf', entry.eventId, entry),
        ...pageOf('deadLetter', entry.deadLetter, entry),
      ]),
    example: 'cosell deliveries --account 111122223333 --outcome retry',
  },
  handle: async ({ account, after, limit = 100, ...filter }, context) => {
    const wanted = { ...filter, account: account && (normalAccount(account) ?? account) };
    const { deliveries, next } = historyOf(context.deliveries).list(wanted, {
      after: after === undefined ? undefined : Number(after),
      limit,
    });
    return { deliveries: deliveries.map(showDelivery), ...(next !== undefined && { next: String(next) }) };
  },
});
