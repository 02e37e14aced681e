import { expect, test } from 'vitest';
import {
  acceptedLeads,
  datedLead,
  isDisqualified,
  type Lead,
  newestInteraction,
  opportunityFromLead,
} from '../../../src/rules/engagements/leads.ts';
import { prospectingResult } from '../../../src/rules/engagements/prospecting.ts';

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

test('a lead is disqualified by its status in any case', () => {
  for (const QualificationStatus of ['Disqualified', 'DISQUALIFIED', 'disqualified'])
    expect(isDisqualified(lead({ QualificationStatus })), QualificationStatus).toBe(true);
  for (const QualificationStatus of [undefined, 'Qualified', 'Not disqualified', ''])
    expect(isDisqualified(lead({ QualificationStatus })), QualificationStatus).toBe(false);
});

const now = '2026-11-23T09:30:00.000Z';

test('a draft has what AWS takes from a lead (seen: GetOpportunity, LeadToOpportunity)', () => {
  const Customer = {
    CompanyName: 'Example',
    Industry: 'Retail',
    WebsiteUrl: 'https://example.com',
    Address: { CountryCode: 'DE', City: 'Berlin', PostalCode: '10115', StateOrRegion: 'Berlin' },
    MarketSegment: 'Large',
  } as Lead['Customer'];
  const Interactions = [
    interaction('1', { Usecase: 'Other', BusinessProblem: 'Long ago' }),
    interaction('2', { Usecase: 'Migration', BusinessProblem: 'Too slow at the end of the year' }),
  ] as Lead['Interactions'];
  expect(opportunityFromLead({ Customer, Interactions }, now)).toEqual({
    Origin: 'Partner Referral',
    OpportunityType: 'Net New Business',
    NationalSecurity: 'No',
    Customer: {
      Account: {
        CompanyName: 'Example',
        Industry: 'Retail',
        WebsiteUrl: 'https://example.com',
        Address: { CountryCode: 'DE' },
      },
      Contacts: [],
    },
    Project: {
      Title: 'Converted from Lead',
      CustomerBusinessProblem: 'Too slow at the end of the year',
      ExpectedCustomerSpend: [],
    },
    LifeCycle: { Stage: 'Prospect', ReviewStatus: 'Pending Submission', TargetCloseDate: '2027-02-21' },
    Marketing: { Source: 'None' },
    RelatedEntityIdentifiers: {},
  });
});

test('interactions are sorted by date; one without a date gets the current time (seen: GetEngagement)', () => {
  const Interactions = [
    interaction('undated'),
    interaction('late', { InteractionDate: '2026-12-01T00:00:00.000Z' }),
    interaction('early', { InteractionDate: '2025-01-01T00:00:00.000Z' }),
    interaction('undated, too'),
  ] as Lead['Interactions'];
  const dated = datedLead(lead({ Interactions }), now).Interactions;
  expect(dated.map(({ SourceId, InteractionDate }) => [SourceId, InteractionDate])).toEqual([
    ['early', '2025-01-01T00:00:00.000Z'],
    ['undated', now],
    ['undated, too', now],
    ['late', '2026-12-01T00:00:00.000Z'],
  ]);
  expect(newestInteraction({ ...lead(), Interactions: dated })?.SourceId).toBe('late');
});

test('an accepted lead without a status becomes Unqualified (AWS docs: working-with-your-leads)', () => {
  const context = (QualificationStatus?: string) => ({
    Id: '1',
    Type: 'Lead' as const,
    Payload: { Lead: { ...lead(), ...(QualificationStatus && { QualificationStatus }) } },
  });
  const statuses = acceptedLeads([context(), context('Qualified')]).map(
    ({ Payload }) => Payload?.Lead?.QualificationStatus,
  );
  expect(statuses).toEqual(['Unqualified', 'Qualified']);
  const project = { Id: '2', Type: 'CustomerProject' as const, Payload: { CustomerProject: {} } };
  expect(acceptedLeads([project])).toEqual([project]);
});

const task = {
  id: 'task-1',
  arn: 'arn',
  name: 'Sweep',
  start_time: '2026-11-23T09:30:00.000Z',
  end_time: '2026-11-23T09:31:00.000Z',
};

test('a prospecting result has the lead’s customer and the task', () => {
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

// API reference: LeadCustomer has free text where Account and Address have enums.
test('a draft omits a country or industry that is not in the enums of an opportunity', () => {
  const Customer = { CompanyName: 'Example', Industry: 'Cheese', Address: { CountryCode: 'Germany' } };
  const { Account } = opportunityFromLead(lead({ Customer }), '2026-11-23T09:30:00.000Z').Customer ?? {};
  expect(Account).toMatchObject({ CompanyName: 'Example', Industry: undefined });
  expect(Account?.Address).toEqual({ CountryCode: undefined });
});

// API reference: LeadCustomer has free text where ProspectingResultCustomer has enums.
test('a prospecting result omits a country or industry that is not in its enums', () => {
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
