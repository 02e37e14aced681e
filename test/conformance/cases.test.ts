import { expect, test } from 'vitest';
import { type Case, casesOf } from '../../conformance/cases.ts';
import { operationNames } from '../../src/model/contract.ts';
import { decodeInput } from '../../src/model/decode.ts';

const all = operationNames.flatMap(casesOf);

/** The cases of an operation about a member: what is varied, and what is expected. */
const about = (operation: (typeof operationNames)[number], field: string): Record<string, string> =>
  Object.fromEntries(
    casesOf(operation)
      .filter(({ title }) => title.startsWith(`${field}: `))
      .map(({ title, expected }) => [
        title.slice(field.length + 2),
        expected.outcome === 'ValidationException' ? expected.code : expected.outcome,
      ]),
  );

test('there are at least 3,000 cases, some of every operation, no two of a title', () => {
  expect(all.length).toBeGreaterThan(3000);
  expect(new Set(all.map(({ operation, title }) => `${operation} ${title}`)).size).toBe(all.length);
  for (const operation of operationNames) {
    const titles = casesOf(operation).map(({ title }) => title);
    expect(titles).toEqual(expect.arrayContaining(['minimal request', 'full request 1']));
  }
});

test('a required text is left out, null, of every wrong type, and as long as it may be and longer', () => {
  expect(about('CreateOpportunity', 'ClientToken')).toMatchObject({
    missing: 'REQUIRED_FIELD_MISSING',
    null: 'REQUIRED_FIELD_MISSING',
    number: 'SerializationException',
    boolean: 'SerializationException',
    list: 'SerializationException',
    object: 'SerializationException',
  });
  const { Title } = { Title: about('CreateEngagement', 'Title') };
  expect(Title).toMatchObject({
    '0 characters': 'INVALID_STRING_FORMAT',
    '1 characters': 'accepted',
    '40 characters': 'accepted',
    '41 characters': 'INVALID_STRING_FORMAT',
    '40 characters of two units': 'accepted',
    '41 characters of two units': 'INVALID_STRING_FORMAT',
  });
});

test('an identifier is as long as its form allows, and one longer and one shorter', () => {
  expect(about('GetOpportunity', 'Identifier')).toMatchObject({
    '20 characters of its form': 'accepted',
    '21 characters of its form': 'INVALID_STRING_FORMAT',
    '2 characters of its form': 'accepted',
    '1 characters of its form': 'INVALID_STRING_FORMAT',
  });
});

test('a number, a list, an enum, and a union are tried at each bound', () => {
  expect(about('ListOpportunities', 'MaxResults')).toMatchObject({
    0: 'VALUE_OUT_OF_RANGE',
    1: 'accepted',
    100: 'accepted',
    101: 'VALUE_OUT_OF_RANGE',
    null: 'accepted',
    number: 'SerializationException',
  });
  expect(about('CreateEngagement', 'Contexts')).toMatchObject({
    '5 elements': 'accepted',
    '6 elements': 'TOO_MANY_VALUES',
  });
  expect(about('CreateOpportunity', 'NationalSecurity')).toMatchObject({
    'value Yes': 'accepted',
    'value No': 'accepted',
    'no value of the enum': 'INVALID_ENUM_VALUE',
  });
  expect(about('CreateEngagementContext', 'Payload')).toMatchObject({
    'no member of the union': 'REQUIRED_FIELD_MISSING',
    'two members of the union': 'INVALID_VALUE',
  });
});

test('every member of every structure of a full request is varied', () => {
  const membersOf = (value: unknown, path: string): string[] => {
    if (Array.isArray(value)) return membersOf(value[0], `${path}[0]`);
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, part]) => {
      const at = path ? `${path}.${name}` : name;
      return [at, ...membersOf(part, at)];
    });
  };
  for (const operation of operationNames) {
    const cases = casesOf(operation);
    const varied = new Set(cases.map(({ title }) => title.replace(/: .*$/, '')));
    const full = cases.filter(({ title }) => title.startsWith('full request'));
    for (const { body } of full) expect(varied).toEqual(new Set([...varied, ...membersOf(body, '')]));
  }
});

test('what is to be accepted, the decoder accepts, and nothing that is to be refused', () => {
  const verdict = ({ operation, body }: Case): string => {
    try {
      return decodeInput(operation, body).faults.length === 0 ? 'accepted' : 'ValidationException';
    } catch {
      return 'SerializationException';
    }
  };
  const misses = all.filter((one) => verdict(one) !== one.expected.outcome);
  expect(misses.map(({ operation, title }) => `${operation} ${title}`)).toEqual([]);
});
