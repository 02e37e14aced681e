import {
  endSubscriptions,
  newestSequence,
  resumeSubscriptions,
  ruleSubscriptionId,
  sequenceFromNow,
} from '../store/repositories/event-subscriptions.ts';
import { findTargetIds } from '../store/repositories/event-targets.ts';
import type { EventRules } from '../store/tables/event-rules.ts';
import type { Queries } from '../store/tables.ts';

/**
 * Lets the targets of a rule follow its state: those of a disabled one still get what has happened until now; those of
 * one that is enabled again get what happens from now on. Where the state stays, nothing changes.
 */
export const followState = async (
  tx: Queries,
  before: EventRules,
  state: EventRules['state'],
): Promise<void> => {
  if (before.state === state) return;
  const { account_id: account, name } = before;
  const targets = await findTargetIds(tx, { account_id: account, rule_name: name });
  const ids = targets.map((target) => ruleSubscriptionId(name, target));
  // Until the newest there is, and from the oldest that is still to come: what is under way meanwhile is told.
  if (state === 'DISABLED')
    await endSubscriptions(tx, { account_id: account, ids }, await newestSequence(tx));
  else await resumeSubscriptions(tx, { account_id: account, ids }, await sequenceFromNow(tx));
};
