import { describe, expect, it } from 'vitest';
import { snapshotChanges, snapshotMembers } from '../../console/pages/engagements/snapshot-changes.ts';

const before = {
  Lifecycle: { Stage: 'Qualified', NextSteps: null, TargetCloseDate: '2027-02-25' },
  OpportunityTeam: [{ FirstName: 'Paulo', BusinessTitle: 'OpportunityOwner' }],
  PrimaryNeedsFromAws: ['Technical consultation', 'Pricing assistance'],
  Project: { SalesActivities: [], ExpectedCustomerSpend: [{ Amount: '1000.00', CurrencyCode: 'USD' }] },
};

describe('the changes between two snapshots', () => {
  it('are none between equal ones, however an absent member is written', () => {
    expect(snapshotChanges(before, before)).toEqual([]);
    const { Lifecycle, ...others } = before;
    const { NextSteps: _, ...lifecycle } = Lifecycle;
    expect(snapshotChanges(before, { ...others, Lifecycle: lifecycle, Marketing: {} })).toEqual([]);
  });

  it('name members in words, with the old and the new value', () => {
    const after = {
      ...before,
      Lifecycle: { ...before.Lifecycle, Stage: 'Technical Validation', NextSteps: 'Proof of concept' },
      Project: { ...before.Project, ExpectedCustomerSpend: [{ Amount: '2500', CurrencyCode: 'USD' }] },
    };
    expect(snapshotChanges(before, after)).toEqual([
      { member: 'Lifecycle › Stage', kind: 'changed', before: 'Qualified', after: 'Technical Validation' },
      { member: 'Lifecycle › Next steps', kind: 'added', after: 'Proof of concept' },
      {
        member: 'Project › Expected customer spend › 1 › Amount',
        kind: 'changed',
        before: '1000.00',
        after: '2500',
      },
    ]);
  });

  it('tell each text that was added to a list or removed from it, not every one that moved', () => {
    const after = { ...before, PrimaryNeedsFromAws: ['Pricing assistance', 'Do Not Need Support'] };
    expect(snapshotChanges(before, after)).toEqual([
      { member: 'Primary needs from AWS', kind: 'removed', before: 'Technical consultation' },
      { member: 'Primary needs from AWS', kind: 'added', after: 'Do Not Need Support' },
    ]);
  });

  it('tell every member of an object that was added', () => {
    const after = {
      ...before,
      OpportunityTeam: [...before.OpportunityTeam, { FirstName: 'Mary', Email: 'mary@example.com' }],
    };
    expect(snapshotChanges(before, after)).toEqual([
      { member: 'Opportunity team › 2 › First name', kind: 'added', after: 'Mary' },
      { member: 'Opportunity team › 2 › Email', kind: 'added', after: 'mary@example.com' },
    ]);
  });
});

describe('the members of a snapshot', () => {
  it('have a row each, a list of texts in one', () => {
    expect(snapshotMembers(before)).toContainEqual({
      member: 'Primary needs from AWS',
      value: 'Technical consultation, Pricing assistance',
    });
    expect(snapshotMembers(before).map(({ member }) => member)).not.toContain('Lifecycle › Next steps');
  });
});
