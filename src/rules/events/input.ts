import { readEventPath, valueAt } from '../../kit/pattern/paths.ts';
import type { EventTarget } from '../../model/event-bridge.ts';
import { readTemplate, type Template, type TemplatePart } from './template.ts';

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

/** Makes the input of a target for an event. Throws `InputTooLong`. */
export type MakeInput = (event: EventLike, about: AboutDelivery) => string;

/** The most characters of an input: the limit of SQS, the highest of all targets. AWS docs: SQS, quotas-messages. */
export const MAX_INPUT_LENGTH = 1_048_576;

/** A template repeats a large event until no target would take the input. */
export class InputTooLong extends Error {
  constructor() {
    super(
      `The input has more than ${MAX_INPUT_LENGTH} characters. Let the target's InputTemplate repeat less.`,
    );
    this.name = 'InputTooLong';
  }
}

/**
 * Parses the options of a target, once for all its events. The input is the constant Input, the value at the InputPath
 * (`null` if absent), the output of the InputTransformer, or the whole event as JSON. AWS docs: eb-transform-target-input.
 */
export const readInput = ({ Input, InputPath, InputTransformer }: InputOptions): MakeInput => {
  if (Input !== undefined) return () => Input;
  if (InputPath !== undefined) {
    const path = readEventPath(InputPath);
    return (event) => JSON.stringify((path && valueAt(event, path)) ?? null);
  }
  if (InputTransformer === undefined) return (event) => JSON.stringify(event);
  const template = readTemplate(InputTransformer.InputTemplate);
  const paths = new Map(
    Object.entries(InputTransformer.InputPathsMap ?? {}).map(([name, path]) => [name, readEventPath(path)]),
  );
  return (event, about) =>
    fillTemplate(template, (name) => {
      const reserved = reservedValue(name, event, about);
      if (reserved !== undefined) return { value: reserved };
      const path = paths.get(name);
      return paths.has(name) ? { value: path && valueAt(event, path) } : undefined;
    });
};

/** Returns the input of a target for one event. */
export const inputOf = (target: InputOptions, event: EventLike, about: AboutDelivery): string =>
  readInput(target)(event, about);

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

/**
 * Fills the placeholders of a template. Inside quotes a value is inserted as escaped text, and a missing one as nothing.
 * Outside quotes, a template that is an object or list gets JSON, with `""` for a missing value; any other template is
 * text, in which strings are not quoted. A value is written once, however often it is inserted.
 */
const fillTemplate = ({ parts, isJson }: Template, lookup: Lookup): string => {
  const written = new Map<string, string>();
  const write = ({ text, name = '', isQuoted }: TemplatePart): string => {
    const found = lookup(name);
    if (!found) return text;
    return isQuoted ? asQuoted(found.value) : isJson ? asJson(found.value) : asText(found.value);
  };
  const filled: string[] = [];
  let length = 0;
  for (const part of parts) {
    const key = `${part.text}${part.isQuoted}`;
    const known = part.name === undefined ? part.text : written.get(key);
    const text = known ?? write(part);
    if (known === undefined) written.set(key, text);
    length += text.length;
    if (length > MAX_INPUT_LENGTH) throw new InputTooLong();
    filled.push(text);
  }
  return filled.join('');
};

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
  const template = readTemplate(InputTemplate);
  const names = template.parts.flatMap(({ name }) => (name === undefined ? [] : [name]));
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
  return isValidTemplate(template)
    ? []
    : [`Invalid InputTemplate for target ${id} : it is neither JSON nor texts in quotes.`];
};

const isValidTemplate = (template: Template): boolean => {
  if (!template.isJson) return template.isTexts;
  try {
    return !hasMarkedKey(JSON.parse(fillTemplate(template, () => ({ value: MARK }))));
  } catch {
    return false;
  }
};

const hasMarkedKey = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).some(([key, inner]) => key.includes(MARK) || hasMarkedKey(inner));
