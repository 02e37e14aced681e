import { expect, test } from 'vitest';
import { isDisqualified, type Lead, opportunityFromLead } from '../../src/rules/leads.ts';
import { prospectingResult } from '../../src/rules/prospecting.ts';

const interaction = (SourceId: string, changes: object = {}) => ({
  SourceType: 'Event',
  SourceId,
  SourceName: 're:Invent',
  CustomerAction: 'Asked',
  Contact: { FirstName: 'Ann', LastName: 'Lee', BusinessTitle: 'CTO', Email: 'ann@example.com' },
  ...changes,
});
const lead = (changes: Partial<Lead> = {}): Lead => ({
  Customer: { CompanyName: 'Example', Address: { CountryCode: 'US' } },
  Interactions: [interaction('1')],
  ...changes,
});

test('a lead is disqualified when it says so, however it is written', () => {
  for (const QualificationStatus of ['Disqualified', 'DISQUALIFIED', 'disqualified'])
    expect(isDisqualified(lead({ QualificationStatus })), QualificationStatus).toBe(true);
  for (const QualificationStatus of [undefined, 'Qualified', 'Not disqualified', ''])
    expect(isDisqualified(lead({ QualificationStatus })), QualificationStatus).toBe(false);
});

test('a draft says who the customer is, and what the first interaction was about', () => {
  const Customer = {
    CompanyName: 'Example',
    Industry: 'Retail',
    WebsiteUrl: 'https://example.com',
    Address: { CountryCode: 'DE', City: 'Berlin' },
    MarketSegment: 'Large',
  } as Lead['Customer'];
  const Interactions = [
    interaction('1', { Usecase: 'Migration', BusinessProblem: 'Too slow at the end of the year' }),
    interaction('2', { Usecase: 'Other', Contact: { Email: 'other@example.com' } }),
  ] as Lead['Interactions'];
  expect(opportunityFromLead({ Customer, Interactions })).toEqual({
    Origin: 'Partner Referral',
    Customer: {
      Account: {
        CompanyName: 'Example',
        Industry: 'Retail',
        WebsiteUrl: 'https://example.com',
        Address: { CountryCode: 'DE', City: 'Berlin' },
      },
      Contacts: [{ FirstName: 'Ann', LastName: 'Lee', BusinessTitle: 'CTO', Email: 'ann@example.com' }],
    },
    Project: { Title: 'Migration', CustomerBusinessProblem: 'Too slow at the end of the year' },
    LifeCycle: { Stage: 'Prospect', ReviewStatus: 'Pending Submission', NextStepsHistory: [] },
    RelatedEntityIdentifiers: {},
  });
});

test('a draft has a title without a use case, and no contact without an interaction', () => {
  expect(opportunityFromLead(lead()).Project?.Title).toBe('Opportunity with Example');
  const silent = opportunityFromLead(lead({ Interactions: [] }));
  expect(silent.Project?.Title).toBe('Opportunity with Example');
  expect(silent.Customer?.Contacts).toEqual([]);
});

const task = {
  id: 'task-1',
  arn: 'arn',
  name: 'Sweep',
  start_time: '2026-11-23T09:30:00.000Z',
  end_time: '2026-11-23T09:31:00.000Z',
};

test('prospecting tells of the lead’s customer, and of the task', () => {
  const Customer = {
    CompanyName: 'Example',
    Industry: 'Retail',
    MarketSegment: 'Large',
    Address: { CountryCode: 'US' },
  } as Lead['Customer'];
  expect(prospectingResult(lead({ Customer }), task)).toEqual({
    Aws: {
      Customer: {
        AccountName: 'Example',
        Country: 'US',
        Industry: 'Retail',
        Segment: 'Large',
        EligiblePrograms: [],
      },
      Insights: { MarketplaceEngagementScore: 'Low', SolutionScore: 'Medium' },
      StartTime: task.start_time,
      EndTime: task.end_time,
      TaskId: 'task-1',
      TaskArn: 'arn',
      TaskName: 'Sweep',
    },
  });
});

// API reference: LeadCustomer has free text where ProspectingResultCustomer has enums.
test('prospecting names neither a country nor an industry that its enums lack', () => {
  const Customer = { CompanyName: 'Example', Industry: 'Cheese', Address: { CountryCode: 'Germany' } };
  const { Aws } = prospectingResult(lead({ Customer }), task);
  expect(Aws?.Customer).toMatchObject({ AccountName: 'Example', Country: undefined, Industry: undefined });
});

test.each([
  [0, undefined, 'Low', 'Low'],
  [1, undefined, 'Low', 'Low'],
  [1, 'Retail', 'Low', 'Medium'],
  [2, undefined, 'Medium', 'Low'],
  [3, 'Retail', 'Medium', 'High'],
  [4, 'Retail', 'High', 'High'],
] as const)('%i interactions in industry %s score %s and %s', (count, Industry, marketplace, solution) => {
  const Interactions = Array.from({ length: count }, (_, index) => interaction(String(index)));
  const Customer = { ...lead().Customer, Industry };
  const one = prospectingResult({ Customer, Interactions }, task);
  expect(one.Aws?.Insights).toEqual({ MarketplaceEngagementScore: marketplace, SolutionScore: solution });
  expect(prospectingResult({ Customer, Interactions }, task)).toEqual(one);
});
