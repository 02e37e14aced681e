import { queryRuleNamesByTarget } from '../../store/repositories/event-targets.ts';
import { requireDefaultBus } from '../event-bus.ts';
import { list } from '../operation.ts';

/** Lists the rules that have a target, by name. Costs one query, a scan of the account's targets. */
export const listRuleNamesByTarget = list('ListRuleNamesByTarget', {
  items: 'RuleNames',
  first: (input, call) => requireDefaultBus(call, input.EventBusName),
  query: (input, { reads, account }) =>
    queryRuleNamesByTarget(reads, { account_id: account, arn: input.TargetArn }),
  keys: ['rule_name'],
  show: ({ rule_name }) => rule_name,
});
