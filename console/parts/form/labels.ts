import { words } from '../../words.ts';
import { withoutIndexes } from './paths.ts';

const ACRONYMS: Readonly<Record<string, string>> = {
  apn: 'APN',
  arn: 'ARN',
  aws: 'AWS',
  id: 'id',
  url: 'URL',
};

/** `WebsiteUrl` as people read it: `Website URL`. */
const humanized = (name: string): string => {
  const parts = name
    .split(/(?<=[a-z])(?=[A-Z])/)
    .map((part) => ACRONYMS[part.toLowerCase()] ?? part.toLowerCase());
  const text = parts.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** The name of a member for people. */
export const labelOf = (path: string): string => {
  const steps = withoutIndexes(path).split('.');
  const name = steps.at(-1) ?? '';
  const { labels } = words.schemaForm;
  return labels[steps.slice(-2).join('.')] ?? labels[name] ?? humanized(name);
};

/** One element of a list, e.g. `contact`. */
export const elementOf = (path: string): string =>
  words.schemaForm.elements[withoutIndexes(path).split('.').at(-1) ?? ''] ?? words.schemaForm.element;

/** Structures that people do not think of. */
const UNSAID = ['Account', 'Address'];

/** Where a member is, for a list of faults: `Customer › Contact 2 › Email`. */
export const trailOf = (path: string): string => {
  const steps = path.split('.');
  return steps
    .flatMap((step, at) => {
      if (UNSAID.includes(step)) return [];
      const [, name = step, index] = /^(.*?)\[(\d+)\]$/.exec(step) ?? [];
      if (index !== undefined) {
        const element = elementOf(name);
        return [`${element.charAt(0).toUpperCase()}${element.slice(1)} ${Number(index) + 1}`];
      }
      return [labelOf(steps.slice(0, at + 1).join('.'))];
    })
    .join(' › ');
};
