import { findRule } from '../../store/repositories/event-rules.ts';
import { requireDefaultBus } from '../event-bus.ts';
import { operation } from '../operation.ts';
import { rule } from '../resources.ts';
import { ruleNotFound, shownRule } from '../rule.ts';

/** Returns a rule. Costs one query. */
export const describeRule = operation(
  'DescribeRule',
  { access: 'Read', on: rule('Name') },
  async (input, call) => {
    requireDefaultBus(call, input.EventBusName);
    const rule = await findRule(call.reads, { account_id: call.account, name: input.Name });
    if (!rule) throw ruleNotFound(input.Name);
    return { ...shownRule(call, rule), CreatedBy: call.account };
  },
);
