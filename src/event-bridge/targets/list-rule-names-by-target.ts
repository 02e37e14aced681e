import { queryRuleNamesByTarget } from '../../store/repositories/event-targets.ts';
import { requireDefaultBus } from '../event-bus.ts';
import { listPage } from '../list-page.ts';
import { operation } from '../operation.ts';

/** Lists the rules that have a target, by name: none where nobody has it. Costs one query through the account's targets. */
export const listRuleNamesByTarget = operation('ListRuleNamesByTarget', 'List', async (input, call) => {
  requireDefaultBus(call, input.EventBusName);
  const { rows, NextToken } = await listPage(
    call,
    { operation: 'ListRuleNamesByTarget', input, key: 'rule_name' },
    queryRuleNamesByTarget(call.reads, call.account, input.TargetArn),
  );
  return { RuleNames: rows.map(({ rule_name }) => rule_name), NextToken };
});
