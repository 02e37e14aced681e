import { readEventPath, valueAt } from '../../kit/pattern/paths.ts';
import type { EventTarget } from '../../model/event-bridge.ts';

/** The members of a target that shape its input. */
export type InputOptions = Pick<EventTarget, 'Input' | 'InputPath' | 'InputTransformer'>;

/** The values of EventBridge's reserved placeholders that are not in the event. */
export interface AboutDelivery {
  ruleName: string;
  ruleArn: string;
  /** When EventBridge received the event: ISO 8601. */
  ingestionTime: string;
}

type EventLike = Readonly<Record<string, unknown>>;

/**
 * Returns the input of a target for an event: its constant Input, the value at its InputPath (`null` if absent), the output
 * of its InputTransformer, or the whole event as JSON. AWS docs: eb-transform-target-input.
 */
export const inputOf = (target: InputOptions, event: EventLike, about: AboutDelivery): string => {
  const { Input, InputPath, InputTransformer } = target;
  if (Input !== undefined) return Input;
  if (InputPath !== undefined) {
    const path = readEventPath(InputPath);
    return JSON.stringify((path && valueAt(event, path)) ?? null);
  }
  if (InputTransformer === undefined) return JSON.stringify(event);
  const { InputPathsMap = {}, InputTemplate } = InputTransformer;
  return fillTemplate(InputTemplate, (name) => {
    const reserved = reservedValue(name, event, about);
    if (reserved !== undefined) return { value: reserved };
    if (!Object.hasOwn(InputPathsMap, name)) return undefined;
    const path = readEventPath(InputPathsMap[name] ?? '');
    return { value: path && valueAt(event, path) };
  });
};

/** Returns the value of a placeholder that EventBridge reserves; undefined for any other name. */
const reservedValue = (name: string, event: EventLike, about: AboutDelivery): unknown => {
  switch (name) {
    case 'aws.events.rule-name':
      return about.ruleName;
    case 'aws.events.rule-arn':
      return about.ruleArn;
    case 'aws.events.event.ingestion-time':
      return about.ingestionTime;
    case 'aws.events.event.json':
      return event;
    case 'aws.events.event': {
      const { detail, ...envelope } = event;
      return envelope;
    }
    default:
      return undefined;
  }
};

const RESERVED_NAMES: readonly string[] = [
  'aws.events.rule-name',
  'aws.events.rule-arn',
  'aws.events.event.ingestion-time',
  'aws.events.event.json',
  'aws.events.event',
];

/** Returns the value of a placeholder; undefined if the name is unknown and its text stays as it is. */
type Lookup = (name: string) => { value: unknown } | undefined;

// A JSON string, or a placeholder outside of one.
const parts = /"(?:[^"\\]|\\.)*"|<([A-Za-z0-9_.-]+)>/gs;
const placeholder = /<([A-Za-z0-9_.-]+)>/g;

/**
 * Fills the placeholders of a template. Inside quotes a value is inserted as escaped text, and a missing one as nothing.
 * Outside quotes, a template that is an object or list gets JSON, with `""` for a missing value; any other template is
 * text, in which strings are not quoted.
 */
const fillTemplate = (template: string, lookup: Lookup): string => {
  const outside = isJsonTemplate(template) ? asJson : asText;
  return template.replace(parts, (whole, name: string | undefined) => {
    if (name !== undefined) return fill(whole, lookup(name), outside);
    return whole.replace(placeholder, (text, inner: string) => fill(text, lookup(inner), asQuoted));
  });
};

/** Whether a template produces an object or a list. */
const isJsonTemplate = (template: string): boolean => /^\s*[{[]/.test(template);

const fill = (text: string, found: { value: unknown } | undefined, write: (value: unknown) => string) =>
  found === undefined ? text : write(found.value);

const asJson = (value: unknown): string => JSON.stringify(value ?? '');
const asText = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
/** The escaped content of a JSON string, without its quotes. */
const asQuoted = (value: unknown): string => JSON.stringify(asText(value)).slice(1, -1);

/** A character that no valid JSON template contains. */
const MARK = '\u0001';

/**
 * Returns what is wrong with a template, in the words of EventBridge if they are known. Strings must be quoted: with its
 * placeholders filled, a template is a JSON object or list, or a sequence of quoted strings.
 * Sources: AWS docs, eb-transform-target-input ("For strings, quotes are required"), InputTransformer ("cannot be used as
 * an object key"); the words of PutTargets are reported (see `targets.ts`).
 */
export const templateFaults = (
  id: string,
  { InputPathsMap = {}, InputTemplate }: NonNullable<InputOptions['InputTransformer']>,
): string[] => {
  const names = [...InputTemplate.matchAll(placeholder)].map(([, name = '']) => name);
  const unknown = names.filter(
    (name) => !RESERVED_NAMES.includes(name) && !Object.hasOwn(InputPathsMap, name),
  );
  if (unknown.length > 0) {
    return [...new Set(unknown)].map(
      (name) => `InputTemplate for target ${id} contains invalid placeholder ${name}.`,
    );
  }
  const whole = 'aws.events.event.json';
  if (names.includes(whole) && !InputTemplate.trimStart().startsWith('{')) {
    return [`InputTemplate for target ${id} contains placeholder ${whole} valid only for JSON template.`];
  }
  return isValidTemplate(InputTemplate)
    ? []
    : [`Invalid InputTemplate for target ${id} : it is neither JSON nor texts in quotes.`];
};

const isValidTemplate = (template: string): boolean => {
  if (!isJsonTemplate(template)) return /^(\s*("(?:[^"\\]|\\.)*"|<[A-Za-z0-9_.-]+>))+\s*$/s.test(template);
  try {
    const filled = JSON.parse(fillTemplate(template, () => ({ value: MARK })));
    return !hasMarkedKey(filled);
  } catch {
    return false;
  }
};

const hasMarkedKey = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).some(([key, inner]) => key.includes(MARK) || hasMarkedKey(inner));
