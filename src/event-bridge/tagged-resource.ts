import { ValidationException } from '../model/errors.ts';
import type { Call } from '../operations/operation.ts';
import { readArn } from '../rules/events/targets.ts';
import { findRule } from '../store/repositories/event-rules.ts';
import type { Queries } from '../store/tables.ts';
import { busNotFound, DEFAULT_BUS } from './event-bus.ts';
import { ruleNotFound } from './rule.ts';

/**
 * Checks that an ARN names a rule or an event bus of the caller: nothing else has tags. AWS docs: eb-tagging.
 * @throws ValidationException, ResourceNotFoundException
 */
export const requireTaggable = async (call: Call, db: Queries, arn: string): Promise<void> => {
  const { service, region, account, resource } = readArn(arn);
  const [kind, name = '', ...more] = resource.split('/');
  const isForm = service === 'events' && name !== '' && more.length === 0;
  if (!isForm || (kind !== 'rule' && kind !== 'event-bus')) {
    throw ValidationException(
      `Parameter ${arn} is not valid. Reason: Provided Arn is not in correct format.`,
    );
  }
  const isOwn = region === call.services.region && account === call.account;
  if (kind === 'event-bus') {
    if (!isOwn || name !== DEFAULT_BUS) throw busNotFound(name);
  } else if (!isOwn || !(await findRule(db, { account_id: call.account, name }))) {
    throw ruleNotFound(name);
  }
};
