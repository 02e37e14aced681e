import { matchesEventPattern, readEventPattern } from '../../kit/pattern/event-pattern.ts';
import { ServiceError } from '../../kit/service/errors.ts';
import { parseBody } from '../../kit/shape/json.ts';
import { ValidationException } from '../../model/errors.ts';
import { operation } from '../operation.ts';

/** Required members of an event. AWS API reference: TestEventPattern. */
const MANDATORY = ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type'];

/** Returns whether a pattern matches an event. Costs no query. */
export const testEventPattern = operation('TestEventPattern', 'Read', async ({ EventPattern, Event }) => {
  const pattern = readEventPattern(EventPattern);
  return { Result: matchesEventPattern(pattern, readEvent(Event)) };
});

const readEvent = (text: string): object => {
  const event = parse(text);
  if (typeof event !== 'object' || event === null || Array.isArray(event))
    throw invalid('It is no JSON object.');
  const missing = MANDATORY.filter((name) => !Object.hasOwn(event, name));
  if (missing.length > 0) throw invalid(`It has no ${missing.join(', ')}.`);
  return event;
};

const parse = (text: string): unknown => {
  try {
    return parseBody(Buffer.from(text));
  } catch (error) {
    if (error instanceof ServiceError) throw invalid('It is not valid JSON, or nested too deeply.');
    throw error;
  }
};

const invalid = (reason: string) => ValidationException(`Parameter Event is not valid. Reason: ${reason}`);
