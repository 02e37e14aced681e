import { findRule } from '../../store/repositories/event-rules.ts';
import { queryTargets, targetOf } from '../../store/repositories/event-targets.ts';
import { requireDefaultBus } from '../event-bus.ts';
import { list } from '../operation.ts';
import { rule } from '../resources.ts';
import { ruleNotFound } from '../rule.ts';

/** Lists the targets of a rule by id. Costs two queries. */
export const listTargetsByRule = list('ListTargetsByRule', {
  permit: { access: 'List', on: rule('Rule') },
  items: 'Targets',
  first: async (input, call) => {
    requireDefaultBus(call, input.EventBusName);
    if (!(await findRule(call.reads, { account_id: call.account, name: input.Rule })))
      throw ruleNotFound(input.Rule);
  },
  query: (input, { reads, account }) => queryTargets(reads, { account_id: account, rule_name: input.Rule }),
  keys: ['id'],
  show: (row) => targetOf(row),
});
