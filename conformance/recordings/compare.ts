import {
  type Comparison,
  inWords,
  isMembers,
  type Json,
  type Members,
  memberOf,
} from '../../src/kit/shape/differences.ts';

/** Compares a response with the shape of a recorded one, member by member. */

/**
 * Compares every member of a recorded shape with the response: whether it is present, null, an empty or a non-empty
 * list, and its form: a timestamp, a date, a decimal number, an identifier, an ARN, or a value of a fixed set. The
 * response may have additional members, because the recording is older. All elements of a list are compared with the
 * recorded one.
 */
export const compare = (recorded: Json, answer: Json | undefined): Comparison => {
  const comparison: Comparison = { members: 0, differences: [] };
  compareValue(recorded, answer, '', comparison);
  return comparison;
};

const compareValue = (recorded: Json, answer: Json | undefined, path: string, found: Comparison): void => {
  if (Array.isArray(recorded)) compareList(recorded, answer, path, found);
  else if (isMembers(recorded)) compareObject(recorded, answer, path, found);
  else if (!fits(recorded, answer)) differ(recorded, answer, path, found);
};

const compareObject = (
  recorded: Members,
  answer: Json | undefined,
  path: string,
  found: Comparison,
): void => {
  const isEmpty = Object.keys(recorded).length === 0;
  const isLike = isMembers(answer) && !(isEmpty && Object.keys(answer).length > 0);
  // An element that is not a structure is reported by its members.
  if (!isLike && !path.endsWith(']')) differ(recorded, answer, path, found);
  for (const [name, member] of Object.entries(recorded)) {
    found.members++;
    const given = isMembers(answer) ? answer[name] : undefined;
    compareValue(member, given, memberOf(path, name), found);
  }
};

/**
 * A list counts the members of its recorded element once, however many elements the response has. The element with the
 * most differences decides.
 */
const compareList = (recorded: Json[], answer: Json | undefined, path: string, found: Comparison): void => {
  const [first] = recorded;
  const isLike = Array.isArray(answer) && (answer.length === 0) === (first === undefined);
  if (!isLike) differ(recorded, answer, path, found);
  if (first === undefined || (!isLike && !isMembers(first))) return;
  const elements = isLike ? answer : [undefined];
  const compared = elements.map((element, index) => {
    const one: Comparison = { members: 0, differences: [] };
    compareValue(first, element, `${path}[${index}]`, one);
    return one;
  });
  found.members += compared[0]?.members ?? 0;
  const least = compared.reduce((most, one) =>
    one.differences.length > most.differences.length ? one : most,
  );
  found.differences.push(...least.differences);
};

const differ = (recorded: Json, answer: Json | undefined, path: string, found: Comparison): void => {
  found.differences.push({ path, recorded: inWords(recorded), got: inWords(answer) });
};

/**
 * Placeholders that the recordings have instead of values. A timestamp's precision does not matter, because AWS's vary.
 */
const forms: Readonly<Record<string, RegExp>> = {
  text: /./s,
  'decimal text': /^\d+(\.\d+)?$/,
  date: /^\d{4}-\d\d-\d\d$/,
};
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const placeholders: Readonly<Record<string, string>> = {
  catalog: 'Sandbox',
  // AWS accounts and D-U-N-S numbers, which the recordings do not distinguish.
  account: '(?:\\d{12}|\\d{9})',
  name: '[\\w+=,.@-]+',
  'opportunity id': 'O\\d{1,19}',
  'eng id': 'eng-[0-9a-z]{14}',
  'engi id': 'engi-[0-9a-z]{13}',
  'task id': 'task-[0-9a-z]{13}',
  'job id': 'job-[0-9a-z]{13}',
  'solution id': 'S-\\d{1,19}',
};

const fits = (recorded: string | number | boolean | null, answer: Json | undefined): boolean => {
  if (typeof recorded !== 'string') return answer === recorded;
  if (typeof answer !== 'string') return false;
  if (recorded.startsWith('timestamp, ')) return moment.test(answer);
  return (forms[recorded] ?? patternOf(recorded)).test(answer);
};

/** Makes a pattern of a fixed value, or of one with placeholders such as an ARN's. */
const patternOf = (recorded: string): RegExp => {
  const source = recorded
    .split(/<([a-z ]+)>/)
    .map((part, index) => (index % 2 === 0 ? literal(part) : (placeholders[part] ?? literal(`<${part}>`))));
  return new RegExp(`^${source.join('')}$`);
};

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
