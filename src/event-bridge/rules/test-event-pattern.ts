import { invalidPattern, matchesEventPattern, readEventPattern } from '../../kit/pattern/event-pattern.ts';
import { TooManySteps } from '../../kit/pattern/steps.ts';
import { ServiceError } from '../../kit/service/errors.ts';
import { parseJson } from '../../kit/shape/json.ts';
import { ValidationException } from '../../model/errors.ts';
import { operation } from '../operation.ts';

/** Required members of an event. AWS API reference: TestEventPattern. */
const MANDATORY = ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type'];

/** Returns whether a pattern matches an event. Costs no query, and at most a few milliseconds. */
export const testEventPattern = operation('TestEventPattern', 'Read', async ({ EventPattern, Event }) => {
  const pattern = readEventPattern(EventPattern);
  const event = readEvent(Event);
  try {
    return { Result: matchesEventPattern(pattern, event) };
  } catch (error) {
    throw error instanceof TooManySteps ? tooComplex(error) : error;
  }
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
    return parseJson(Buffer.from(text));
  } catch (error) {
    if (error instanceof ServiceError) throw invalid('It is not valid JSON, or nested too deeply.');
    throw error;
  }
};

const invalid = (reason: string) => ValidationException(`Parameter Event is not valid. Reason: ${reason}`);

/** EventBridge calls patterns too complex as well, of wildcards alone: "Rule is too complex". AWS docs: eb-create-pattern-operators. */
const tooComplex = ({ limit }: TooManySteps) =>
  invalidPattern(
    `Rule is too complex - to match this event takes more than ${limit} steps. Try fewer combinations of $or, or fewer operators per field.`,
  );
