import { queryRules } from '../../store/repositories/event-rules.ts';
import { requireDefaultBus } from '../event-bus.ts';
import { list } from '../operation.ts';
import { shownRule } from '../rule.ts';

/** Lists the rules of the caller by name. Costs one query. */
export const listRules = list('ListRules', {
  items: 'Rules',
  first: (input, call) => requireDefaultBus(call, input.EventBusName),
  query: (input, { reads, account }) => queryRules(reads, account, input.NamePrefix),
  keys: ['name'],
  show: (rule, call) => shownRule(call, rule),
});
