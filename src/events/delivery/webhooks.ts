import { findWebhookSubscriptionIds } from '../../store/repositories/deliveries.ts';
import {
  deleteSubscriptions,
  putSubscription,
  sequenceFromNow,
} from '../../store/repositories/event-subscriptions.ts';
import type { Queries } from '../../store/tables.ts';
import type { Webhook } from './targets/webhook.ts';

/**
 * Subscribes newly configured webhooks to events from now on, and ends the subscriptions of those no longer configured.
 * Known webhooks keep their position. One query if nothing changes.
 */
export const subscribeWebhooks = async (tx: Queries, webhooks: readonly Webhook[]): Promise<void> => {
  const wanted = new Set(webhooks.map(({ name }) => `webhook/${name}`));
  const present = new Set(await findWebhookSubscriptionIds(tx));
  const added = [...wanted].filter((id) => !present.has(id));
  const removed = [...present].filter((id) => !wanted.has(id));
  if (added.length > 0) {
    const position = await sequenceFromNow(tx);
    for (const id of added) await putSubscription(tx, { account_id: '', id }, position);
  }
  if (removed.length > 0) await deleteSubscriptions(tx, { account_id: '', ids: removed });
};
