import {
  parseTemplate,
  printPieces,
  resolve,
  type Template,
  type ValuesOf,
  variablesOf,
} from './template.ts';
import { ANY, compilePieces, type Matcher, ONE } from './wildcard.ts';

/** One value of a policy's element, compiled. */
export interface Pattern {
  /** The context keys of its variables, in lower case. */
  readonly keys: readonly string[];
  /** Whether a text of the request matches; undefined if a variable has no value. */
  matches(text: string, valuesOf: ValuesOf): boolean | undefined;
  /** The value as the policy has it, with the request's values in place of variables that have one. */
  show(valuesOf: ValuesOf): string;
}

/** Makes a pattern without variables. */
export const constantPattern = (shown: string, matches: (text: string) => boolean): Pattern => ({
  keys: [],
  matches,
  show: () => shown,
});

/** Compiles a text in which `*` and `?` are wildcards. */
export const likePattern = (text: string, hasVariables: boolean): Pattern =>
  patternOf(text, parseTemplate(text, { hasVariables, hasWildcards: true }));

/** Compiles a text without wildcards. With `ignoresCase`, upper and lower case are the same. */
export const equalPattern = (text: string, hasVariables: boolean, ignoresCase = false): Pattern => {
  const template = parseTemplate(text, { hasVariables, hasWildcards: false });
  if (!ignoresCase) return patternOf(text, template);
  return {
    keys: variablesOf(template),
    show: shownBy(text, template),
    matches: (given, valuesOf) => {
      const pieces = resolve(template, valuesOf);
      return pieces && given.toLowerCase() === printPieces(pieces).toLowerCase();
    },
  };
};

const COMPONENTS = 6;

/**
 * Compiles the ARN of a condition: each of the six components is compared separately, so that no wildcard reaches beyond a
 * colon. AWS docs: IAM user guide, "IAM JSON policy elements: Condition operators", "ARN condition operators".
 */
export const arnPattern = (text: string, hasVariables: boolean): Pattern =>
  componentsPattern(text, parseTemplate(text, { hasVariables, hasWildcards: true }));

/**
 * Compiles a Resource. A `*` at the end of a component reaches beyond the following colon, another one only to it.
 * AWS docs: IAM user guide, "IAM JSON policy elements: Resource".
 */
export const resourcePattern = (text: string, hasVariables: boolean): Pattern => {
  const template = parseTemplate(text, { hasVariables, hasWildcards: true });
  const components = splitAtColons(template);
  const isConfined = components
    .slice(0, COMPONENTS - 1)
    .some((component) =>
      component.some((part, at) => part === ONE || (part === ANY && at < component.length - 1)),
    );
  return isConfined && components.length === COMPONENTS
    ? componentsPattern(text, template)
    : patternOf(text, template);
};

const patternOf = (text: string, template: Template): Pattern => {
  const show = shownBy(text, template);
  const keys = variablesOf(template);
  if (keys.length > 0) {
    const matches: Pattern['matches'] = (given, valuesOf) => {
      const pieces = resolve(template, valuesOf);
      return pieces && compilePieces(pieces)(given);
    };
    return { keys, matches, show };
  }
  return { keys, matches: compileConstant(template), show };
};

const componentsPattern = (text: string, template: Template): Pattern => {
  const components = splitAtColons(template).map((component) => patternOf(text, component));
  return {
    keys: variablesOf(template),
    show: shownBy(text, template),
    matches: (given, valuesOf) => {
      const parts = splitArn(given);
      if (components.length !== COMPONENTS || parts.length !== COMPONENTS) return false;
      for (const [at, component] of components.entries()) {
        const matches = component.matches(parts[at] ?? '', valuesOf);
        if (!matches) return matches;
      }
      return true;
    },
  };
};

const compileConstant = (template: Template): Matcher =>
  compilePieces(template.filter((part) => typeof part !== 'object'));

const shownBy =
  (text: string, template: Template): Pattern['show'] =>
  (valuesOf) => {
    const pieces = resolve(template, valuesOf);
    return pieces ? printPieces(pieces) : text;
  };

/** Splits a template at its own first five colons, never at one in a variable's value. */
const splitAtColons = (template: Template): Template[] => {
  const components: Template[number][][] = [[]];
  for (const part of template) {
    const texts: Template =
      typeof part === 'string' ? splitText(part, COMPONENTS - components.length) : [part];
    for (const [at, text] of texts.entries()) {
      if (at > 0) components.push([]);
      if (text !== '') components[components.length - 1]?.push(text);
    }
  }
  return components;
};

const splitArn = (arn: string): string[] => splitText(arn, COMPONENTS - 1);

/** Splits a text at its first colons, at most `most` of them. */
const splitText = (text: string, most: number): string[] => {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf(':'); at >= 0 && parts.length < most; at = text.indexOf(':', from)) {
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  parts.push(text.slice(from));
  return parts;
};
