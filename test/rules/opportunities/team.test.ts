import { expect, it } from 'vitest';
import { ownerOf, withAssignee, withOwner } from '../../../src/rules/opportunities/team.ts';

const ALPHA = '111111111111';
const BETA = '222222222222';
const owner = ownerOf(ALPHA, undefined);
const manager = { Email: 'kim@example.com', BusinessTitle: 'PartnerAccountManager' };
const named = { Email: 'paulo@example.com', BusinessTitle: 'OpportunityOwner' };

it('makes up one owner for each account, always the same', () => {
  expect(ownerOf(ALPHA, '')).toEqual(owner);
  expect(ownerOf(BETA, '')).not.toEqual(owner);
  expect(owner).toMatchObject({ BusinessTitle: 'OpportunityOwner' });
  expect(owner.Email).toMatch(/^[a-z]+\.[a-z]+@partner-111111111111\.example\.com$/);
});

it('puts the owner before the members that the partner names (seen: GetOpportunity)', () => {
  expect(withOwner(undefined, owner)).toEqual([owner]);
  expect(withOwner([manager], owner)).toEqual([owner, manager]);
});

it('lets the partner name the owner at any position', () => {
  expect(withOwner([manager, named], owner)).toEqual([named, manager]);
});

it('is limited to ten members (AWS API reference, GetOpportunity)', () => {
  expect(withOwner(Array(10).fill(manager), owner)).toEqual([owner, ...Array(9).fill(manager)]);
});

it('replaces only the member who has the assignee’s title', () => {
  expect(withAssignee([owner, manager], named)).toEqual([named, manager]);
  expect(withAssignee([owner, manager], { ...named, BusinessTitle: manager.BusinessTitle })).toEqual([
    owner,
    { ...named, BusinessTitle: manager.BusinessTitle },
  ]);
  expect(withAssignee([owner], manager)).toEqual([owner, manager]);
  expect(withAssignee([owner, ...Array(9).fill(manager)], { ...named, BusinessTitle: 'Other' })).toHaveLength(
    10,
  );
});
