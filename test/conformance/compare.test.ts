import { expect, test } from 'vitest';
import { compare } from '../../conformance/recordings/compare.ts';
import { recordings } from '../../conformance/recordings/stage.ts';
import type { Json, Members } from '../../src/kit/shape/differences.ts';

/** A recorded shape with a member of each kind. */
const recorded: Members = {
  Arn: 'arn:aws:partnercentral:us-east-1:<account>:catalog/<catalog>/opportunity/<opportunity id>',
  Id: '<opportunity id>',
  CreatedDate: 'timestamp, whole seconds',
  Title: 'text',
  Amount: 'decimal text',
  TargetCloseDate: 'date',
  Stage: 'Prospect',
  Revision: 1,
  NextToken: null,
  Contacts: [],
  Needs: ['text'],
  Totals: {},
  Team: [{ Email: 'text', Phone: null }],
  Address: { City: null, CountryCode: 'text' },
};

const answer: Members = {
  Arn: 'arn:aws:partnercentral:us-east-1:111122223333:catalog/Sandbox/opportunity/O1234567',
  Id: 'O1234567',
  CreatedDate: '2026-11-23T09:30:00.000Z',
  Title: 'Ovens',
  Amount: '10.50',
  TargetCloseDate: '2027-01-31',
  Stage: 'Prospect',
  Revision: 1,
  NextToken: null,
  Contacts: [],
  Needs: ['Co-Sell'],
  Totals: {},
  Team: [{ Email: 'a@example.com', Phone: null, Newer: 'x' }],
  Address: { City: null, CountryCode: 'US' },
  NewerMember: 'which the recording is too old to have',
};

/** The paths at which a changed answer differs. */
const differing = (change: Members): string[] =>
  compare(recorded, { ...answer, ...change }).differences.map(({ path }) => path);

test('an answer of the recorded shape agrees in every member, whatever newer ones it has', () => {
  expect(compare(recorded, answer)).toEqual({ members: 18, differences: [] });
});

test.each<[string, string[], Members]>([
  ['a null where there was text', ['Title'], { Title: null }],
  ['an empty text', ['Title'], { Title: '' }],
  ['text where there was null', ['NextToken'], { NextToken: 'more' }],
  ['a list that was empty', ['Contacts'], { Contacts: [{}] }],
  ['a null for an empty list', ['Contacts'], { Contacts: null }],
  ['an empty list that was not', ['Needs'], { Needs: [] }],
  ['a null for a list of texts', ['Needs'], { Needs: null }],
  ['an element of another form', ['Needs[1]'], { Needs: ['Co-Sell', null] }],
  ['a map that was empty', ['Totals'], { Totals: { Compute: '1' } }],
  ['a null for an empty map', ['Totals'], { Totals: null }],
  ['a null for a list of structures', ['Team', 'Team[0].Email', 'Team[0].Phone'], { Team: null }],
  [
    'a member of a later element',
    ['Team[1].Phone'],
    { Team: [answer.Team, { Email: 'x', Phone: '1' }].flat() as Json[] },
  ],
  ['a null for a structure', ['Address', 'Address.City', 'Address.CountryCode'], { Address: null }],
  ['a member of a structure', ['Address.City'], { Address: { City: 'Seattle', CountryCode: 'US' } }],
  ['a member that is left out', ['Address.City'], { Address: { CountryCode: 'US' } }],
  ['another value of a fixed set', ['Stage'], { Stage: 'Qualified' }],
  ['another number', ['Revision'], { Revision: 2 }],
  ['a number as text', ['Revision'], { Revision: '1' }],
  ['no decimal number', ['Amount'], { Amount: 'ten' }],
  ['a number for a decimal text', ['Amount'], { Amount: 10 }],
  ['no moment', ['CreatedDate'], { CreatedDate: '2026-11-23' }],
  ['seconds for a moment', ['CreatedDate'], { CreatedDate: 1_795_424_000 }],
  ['a moment for a date', ['TargetCloseDate'], { TargetCloseDate: '2027-01-31T00:00:00Z' }],
  ['an identifier of another kind', ['Id'], { Id: 'eng-12345678901234' }],
  [
    'an ARN without its account',
    ['Arn'],
    { Arn: 'arn:aws:partnercentral:us-east-1::catalog/Sandbox/opportunity/O1' },
  ],
])('is found: %s', (_what, paths, change) => {
  expect(differing(change)).toEqual(paths);
});

test('a member that is not there at all is found', () => {
  const { Title, ...rest } = answer;
  expect(compare(recorded, rest).differences).toEqual([
    { path: 'Title', recorded: '"text"', got: 'not there' },
  ]);
});

test('no answer agrees in nothing', () => {
  for (const one of recordings) {
    const { members, differences } = compare(one.answer, {});
    expect(differences.length, `${one.flow} ${one.operation}`).toBe(members);
  }
});

test('all recordings have 1,450 members', () => {
  const members = recordings.map((one) => compare(one.answer, {}).members);
  expect([recordings.length, members.reduce((sum, count) => sum + count)]).toEqual([57, 1450]);
});
