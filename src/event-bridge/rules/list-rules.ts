import { queryRules } from '../../store/repositories/event-rules.ts';
import { requireDefaultBus } from '../event-bus.ts';
import { listPage } from '../list-page.ts';
import { operation } from '../operation.ts';
import { shownRule } from '../rule.ts';

/** Lists the rules of the caller by name. Costs one query. */
export const listRules = operation('ListRules', 'List', async (input, call) => {
  requireDefaultBus(call, input.EventBusName);
  const { rows, NextToken } = await listPage(
    call,
    { operation: 'ListRules', input, key: 'name' },
    queryRules(call.reads, call.account, input.NamePrefix),
  );
  return { Rules: rows.map((rule) => shownRule(call, rule)), NextToken };
});
