import { lockRule } from '../../store/repositories/event-rules.ts';
import { deleteSubscriptions, ruleSubscriptionId } from '../../store/repositories/event-subscriptions.ts';
import { deleteTargets } from '../../store/repositories/event-targets.ts';
import { requireDefaultBus } from '../event-bus.ts';
import { operation } from '../operation.ts';
import { rule } from '../resources.ts';
import { ruleNotFound } from '../rule.ts';

/**
 * Removes targets from a rule and ignores absent ids. The targets get no more events; their dead letters stay. Costs
 * one transaction.
 */
export const removeTargets = operation(
  'RemoveTargets',
  { access: 'Write', on: rule('Rule') },
  async (input, call) => {
    requireDefaultBus(call, input.EventBusName);
    const { Rule, Ids } = input;
    return call.transaction(async ({ tx }) => {
      if (!(await lockRule(tx, { account_id: call.account, name: Rule }))) throw ruleNotFound(Rule);
      const subscriptions = Ids.map((id) => ruleSubscriptionId(Rule, id));
      await deleteTargets(tx, { account_id: call.account, rule_name: Rule, ids: Ids });
      await deleteSubscriptions(tx, { account_id: call.account, ids: subscriptions });
      return { FailedEntryCount: 0, FailedEntries: [] };
    });
  },
);
