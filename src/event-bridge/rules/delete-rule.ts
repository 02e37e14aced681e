import { ValidationException } from '../../model/errors.ts';
import { eventBridgeArn } from '../../model/event-bridge.ts';
import { lockRule, deleteRule as removeRule } from '../../store/repositories/event-rules.ts';
import { findTargetIds } from '../../store/repositories/event-targets.ts';
import { deleteAllTags } from '../../store/repositories/tags.ts';
import { requireDefaultBus } from '../event-bus.ts';
import { operation } from '../operation.ts';
import { rule } from '../resources.ts';

/** Deletes a rule without targets. Changes nothing if the rule does not exist. Costs one transaction. */
export const deleteRule = operation(
  'DeleteRule',
  { access: 'Write', on: rule('Name') },
  async (input, call) => {
    requireDefaultBus(call, input.EventBusName);
    return call.transaction(async ({ tx }) => {
      const { account, services } = call;
      if (!(await lockRule(tx, { account_id: account, name: input.Name }))) return {};
      const targets = await findTargetIds(tx, { account_id: account, rule_name: input.Name });
      if (targets.length > 0) throw ValidationException("Rule can't be deleted since it has targets.");
      await removeRule(tx, { account_id: account, name: input.Name });
      await deleteAllTags(tx, eventBridgeArn(services.region, account, 'rule', input.Name));
      return {};
    });
  },
);
