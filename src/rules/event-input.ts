import type { EventTarget } from '../model/event-bridge.ts';
import { readEventPath, valueAt } from './event-paths.ts';

/** What of a target decides what it is sent. */
export type InputOptions = Pick<EventTarget, 'Input' | 'InputPath' | 'InputTransformer'>;

/** What a template can tell of how an event came to its target. */
export interface AboutDelivery {
  ruleName: string;
  ruleArn: string;
  /** When EventBridge took the event: ISO 8601. */
  ingestionTime: string;
}

type EventLike = Readonly<Record<string, unknown>>;

/**
 * The text that a target is sent for an event: its constant Input, what its InputPath picks (`null` where nothing is
 * there), what its InputTransformer makes, or the whole event. AWS docs: eb-transform-target-input.
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

/** The values of the names that EventBridge reserves; undefined for any other name. */
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

export const RESERVED_NAMES: readonly string[] = [
  'aws.events.rule-name',
  'aws.events.rule-arn',
  'aws.events.event.ingestion-time',
  'aws.events.event.json',
  'aws.events.event',
];

/** Answers what a placeholder stands for; undefined where the name is none, and its text stays as it is. */
type Lookup = (name: string) => { value: unknown } | undefined;

// A string of JSON, or a placeholder outside of one.
const parts = /"(?:[^"\\]|\\.)*"|<([A-Za-z0-9_.-]+)>/gs;
const placeholder = /<([A-Za-z0-9_.-]+)>/g;

/**
 * Fills the placeholders of a template. In quotes a value becomes part of the text, escaped, and what is missing is
 * nothing. Outside of quotes it becomes JSON, and what is missing the empty text, in a template that is an object or a
 * list; any other template is text, in which texts stand without quotes.
 */
export const fillTemplate = (template: string, lookup: Lookup): string => {
  const outside = isJsonTemplate(template) ? asJson : asText;
  return template.replace(parts, (whole, name: string | undefined) => {
    if (name !== undefined) return fill(whole, lookup(name), outside);
    return whole.replace(placeholder, (text, inner: string) => fill(text, lookup(inner), asQuoted));
  });
};

/** Whether a template has to be JSON once it is filled. */
export const isJsonTemplate = (template: string): boolean => /^\s*[{[]/.test(template);

const fill = (text: string, found: { value: unknown } | undefined, write: (value: unknown) => string) =>
  found === undefined ? text : write(found.value);

const asJson = (value: unknown): string => JSON.stringify(value ?? '');
const asText = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
/** As it stands between the quotes of a JSON string. */
const asQuoted = (value: unknown): string => JSON.stringify(asText(value)).slice(1, -1);
