import { findRule } from '../../store/repositories/event-rules.ts';
import { queryTargets, targetOf } from '../../store/repositories/event-targets.ts';
import { requireDefaultBus } from '../event-bus.ts';
import { listPage } from '../list-page.ts';
import { operation } from '../operation.ts';
import { ruleNotFound } from '../rule.ts';

/** Lists the targets of a rule by id. Costs two queries. */
export const listTargetsByRule = operation('ListTargetsByRule', 'List', async (input, call) => {
  requireDefaultBus(call, input.EventBusName);
  if (!(await findRule(call.reads, call.account, input.Rule))) throw ruleNotFound(input.Rule);
  const { rows, NextToken } = await listPage(
    call,
    { operation: 'ListTargetsByRule', input, key: 'id' },
    queryTargets(call.reads, call.account, input.Rule),
  );
  return { Targets: rows.map(targetOf), NextToken };
});
