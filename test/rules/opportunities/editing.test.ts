import { describe, expect, test } from 'vitest';
import type { OpportunityDocument } from '../../../src/model/documents.ts';
import {
  blockedFaults,
  createFaults,
  decisionFaults,
  stateOf,
  updateFaults,
} from '../../../src/rules/opportunities/editing.ts';
import {
  type Access,
  blockedStates,
  type lockReasons,
  type OpportunityState,
  opportunityMembers,
  opportunityStates,
} from '../../../src/rules/opportunities/states.ts';
import { changed } from './changed.ts';
import { complete } from './complete.ts';

/** An opportunity in a state, with every member. */
const inState = (state: OpportunityState): OpportunityDocument => {
  const isEnd = state === 'Launched' || state === 'Closed Lost';
  const document = isEnd ? complete('Approved', state) : complete(state);
  return changed(document, 'LifeCycle.ClosedLostReason', 'Price');
};

const openStates = opportunityStates.filter(
  (state) => !(state in blockedStates),
) as (keyof typeof lockReasons)[];
const told = (faults: { FieldName?: string; Code: string }[]) =>
  faults.map(({ FieldName, Code }) => `${FieldName}: ${Code}`);
const updated = (state: OpportunityState, member: string, value?: unknown) =>
  told(updateFaults(inState(state), changed(inState(state), member, value)));

/** The faults that the table demands for a member's change and its removal. A complete opportunity meets all conditions. */
const expected = (member: string, access: Access, submit: string) => {
  const [missing, locked] = [[`${member}: REQUIRED_FIELD_MISSING`], [`${member}: ACTION_NOT_PERMITTED`]];
  switch (access) {
    case 'required':
    case 'kept':
      return { change: [], loss: missing };
    case 'locked':
      return { change: locked, loss: submit === 'required' ? missing : locked };
    default:
      return { change: [], loss: [] };
  }
};

describe.each(openStates)('an update in the state %s', (state) => {
  test('that changes nothing has no fault', () => {
    expect(updateFaults(inState(state), inState(state))).toEqual([]);
  });

  test.each(opportunityMembers.map((row) => [row.member, row] as const))('of %s', (member, row) => {
    const access = row.update[state];
    const { change, loss } = expected(member, access, row.submit);
    const value = member === 'Project.ExpectedCustomerSpend' ? [{ Amount: '2' }] : { another: 'value' };
    // Changing a member that a condition depends on may make another member missing.
    expect(updated(state, member, value).filter((fault) => fault.startsWith(`${member}:`))).toEqual(change);
    expect(updated(state, member).filter((fault) => fault.startsWith(`${member}:`))).toEqual(loss);
  });
});

test.each(['Submitted', 'In review', 'Rejected'] as const)(
  'in the state %s nothing can be changed',
  (state) => {
    const [fault] = blockedFaults(inState(state));
    expect(fault).toMatchObject({ FieldName: 'LifeCycle.ReviewStatus', Code: 'ACTION_NOT_PERMITTED' });
    expect(fault?.Message).toContain(
      state === 'Rejected' ? 'rejected' : 'cannot be edited until AWS decides',
    );
  },
);

test('every state is either open or blocked, and every opportunity is in one', () => {
  expect([...openStates, ...Object.keys(blockedStates)].sort()).toEqual([...opportunityStates].sort());
  for (const state of opportunityStates) expect(stateOf(inState(state))).toBe(state);
  expect(stateOf({ RelatedEntityIdentifiers: {} })).toBe('Pending Submission');
  expect(stateOf(complete('Submitted', 'Launched'))).toBe('Submitted');
});

test('the stage cannot change before a submission, in AWS’s words [reported]', () => {
  const next = changed(complete(), 'LifeCycle.Stage', 'Committed');
  expect(updateFaults(complete(), next)).toEqual([
    {
      FieldName: 'LifeCycle.Stage',
      Message: 'You can not update the stage when Opportunity status is Pending Submission',
      Code: 'ACTION_NOT_PERMITTED',
    },
  ]);
  const [missing] = updateFaults(complete(), changed(complete(), 'LifeCycle.Stage'));
  expect(missing?.Message).toBe('LifeCycle.Stage is required');
});

test('a draft may stay without needs [seen], but not lose them', () => {
  const draft = changed(complete(), 'PrimaryNeedsFromAws');
  expect(updateFaults(draft, draft)).toEqual([]);
  expect(updated('Pending Submission', 'PrimaryNeedsFromAws', [])).toEqual([
    'PrimaryNeedsFromAws: REQUIRED_FIELD_MISSING',
  ]);
});

test('an empty member equals an absent one', () => {
  const current = changed(complete('Action Required'), 'Customer.Contacts');
  const next = changed(current, 'Customer.Contacts', []);
  expect(updateFaults(current, { ...next, SoftwareRevenue: { ...next.SoftwareRevenue } })).toEqual([]);
});

test('an update with the life cycle alone gets a fault for each other required member', () => {
  const { LifeCycle, RelatedEntityIdentifiers } = complete('Approved');
  const faults = told(updateFaults(complete('Approved'), { LifeCycle, RelatedEntityIdentifiers }));
  expect(faults).toEqual(
    expect.arrayContaining([
      'Customer.Account.CompanyName: REQUIRED_FIELD_MISSING',
      'Project.Title: REQUIRED_FIELD_MISSING',
      'Project.DeliveryModels: REQUIRED_FIELD_MISSING',
      'Project.ExpectedCustomerSpend: REQUIRED_FIELD_MISSING',
      'PrimaryNeedsFromAws: REQUIRED_FIELD_MISSING',
      'Marketing.Source: REQUIRED_FIELD_MISSING',
      'SoftwareRevenue.Value: ACTION_NOT_PERMITTED',
      'PartnerOpportunityIdentifier: ACTION_NOT_PERMITTED',
    ]),
  );
});

describe('a Create', () => {
  test.each(opportunityMembers.map((row) => [row.member, row.create] as const))(
    'without %s',
    (member, access) => {
      const missing = access === 'required' ? [`${member}: REQUIRED_FIELD_MISSING`] : [];
      expect(told(createFaults(changed(complete(), member)))).toEqual(missing);
    },
  );

  test('requires no website if NationalSecurity is Yes', () => {
    const secret = changed(changed(complete(), 'NationalSecurity', 'Yes'), 'Customer.Account.WebsiteUrl');
    expect(createFaults(secret)).toEqual([]);
  });
});

test('a decision of AWS requires what a submission requires, and locks nothing', () => {
  const next = changed(complete('Submitted'), 'Project.Title', 'Another');
  expect(decisionFaults(next, 'Approved')).toEqual([]);
  expect(told(decisionFaults(changed(next, 'Project.Title'), 'Action Required'))).toEqual([
    'Project.Title: REQUIRED_FIELD_MISSING',
  ]);
});
