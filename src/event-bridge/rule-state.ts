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
 * Ends or resumes the subscriptions of a rule's targets when its state changes. Targets of a disabled rule still get
 * the events that occurred before; targets of a rule that is enabled again get events that occur from now on.
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
  // Ends at the newest committed event and resumes at the oldest still to come, so that events in flight are delivered.
  if (state === 'DISABLED')
    await endSubscriptions(tx, { account_id: account, ids }, await newestSequence(tx));
  else await resumeSubscriptions(tx, { account_id: account, ids }, await sequenceFromNow(tx));
};
