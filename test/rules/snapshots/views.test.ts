import { describe, expect, test } from 'vitest';
import type { OpportunityDocument } from '../../../src/model/documents.ts';
import {
  engagementDescription,
  engagementTitle,
  opportunitySummaryView,
  shownIn,
} from '../../../src/rules/snapshots/views.ts';

const shown = (document: object) => shownIn(opportunitySummaryView(document as OpportunityDocument));

describe('a view compared with the previous revision:', () => {
  const before = {
    LifeCycle: { Stage: 'Qualified' },
    RelatedEntityIdentifiers: { Solutions: ['S-1'] },
  };

  // Responses show both alike.
  test.each([
    ['an empty list', { ...before, OpportunityTeam: [] }],
    ['an empty structure', { ...before, Customer: { Contacts: [] } }],
    ['null', { ...before, OpportunityType: null }],
    [
      'a member that is not in the view',
      { ...before, NationalSecurity: 'Yes', LifeCycle: { Stage: 'Qualified', NextStepsHistory: [1] } },
    ],
    // AWS docs, selling-api-events: associating an offer sends Opportunity Updated only.
    [
      'an offer',
      { ...before, RelatedEntityIdentifiers: { Solutions: ['S-1'], AwsMarketplaceOffers: ['o'] } },
    ],
    [
      'an offer set',
      { ...before, RelatedEntityIdentifiers: { Solutions: ['S-1'], AwsMarketplaceOfferSets: ['o'] } },
    ],
  ])('%s makes no difference', (_what, after) => {
    expect(shown(after)).toEqual(shown(before));
  });

  test.each([
    ['a stage', { ...before, LifeCycle: { Stage: 'Committed' } }],
    ['next steps', { ...before, LifeCycle: { Stage: 'Qualified', NextSteps: 'Call' } }],
    ['a solution', { ...before, RelatedEntityIdentifiers: { Solutions: ['S-1', 'S-2'] } }],
    [
      'a product',
      { ...before, RelatedEntityIdentifiers: { Solutions: ['S-1'], AwsMarketplaceProducts: ['p'] } },
    ],
    ['a removed solution', { ...before, RelatedEntityIdentifiers: {} }],
  ])('%s makes a difference', (_what, after) => {
    expect(shown(after)).not.toEqual(shown(before));
  });
});

test('an engagement’s title and description are cut between characters, never inside one', () => {
  const named = (Title: string, CustomerBusinessProblem: string) =>
    ({ Project: { Title, CustomerBusinessProblem } }) as OpportunityDocument;
  const cut = named(`${'a'.repeat(39)}😀b`, `${'a'.repeat(254)}😀b`);
  expect(engagementTitle(cut)).toBe(`${'a'.repeat(39)}😀`);
  expect(engagementDescription(cut)).toBe(`${'a'.repeat(254)}😀`);
  const whole = named('a'.repeat(40), 'a'.repeat(255));
  expect(engagementTitle(whole)).toBe('a'.repeat(40));
  expect(engagementDescription(whole)).toBe('a'.repeat(255));
});
