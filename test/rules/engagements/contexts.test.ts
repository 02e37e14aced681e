import { expect, test } from 'vitest';
import type { EngagementContext } from '../../../src/model/documents.ts';
import {
  hasTooManyInteractions,
  nextContextId,
  payloadFaults,
  updatedContext,
} from '../../../src/rules/engagements/contexts.ts';

const Customer = { CompanyName: 'Example', Address: { CountryCode: 'US' } } as const;
const now = '2026-11-23T09:30:00.000Z';
type LeadInteraction = NonNullable<NonNullable<EngagementContext['Payload']>['Lead']>['Interactions'][number];
const interaction = (SourceId: string) =>
  ({
    SourceId,
    SourceType: 'Event',
    SourceName: 'x',
    CustomerAction: 'y',
    InteractionDate: '2026-03-01T00:00:00.000Z',
  }) as never as LeadInteraction;
const leadOf = (count: number): EngagementContext => ({
  Id: '2',
  Type: 'Lead',
  Payload: {
    Lead: {
      QualificationStatus: 'New',
      Customer,
      Interactions: Array.from({ length: count }, (_, index) => interaction(String(index))),
    },
  },
});
const project: EngagementContext = {
  Id: '1',
  Type: 'CustomerProject',
  Payload: { CustomerProject: { Project: { Title: 'Old' } as never } },
};

test('a payload is required and must match its type', () => {
  const faultsOf = (type: string | undefined, payload: object | undefined) =>
    payloadFaults(type, payload, 'Payload').map(({ FieldName, Code }) => [FieldName, Code]);
  for (const type of ['Lead', 'CustomerProject', 'ProspectingResult'])
    expect(faultsOf(type, { [type]: {} })).toEqual([]);
  expect(faultsOf('Lead', undefined)).toEqual([['Payload', 'REQUIRED_FIELD_MISSING']]);
  expect(faultsOf('Lead', { CustomerProject: {} })).toEqual([['Payload', 'INVALID_VALUE']]);
  expect(faultsOf(undefined, { Lead: {} })).toEqual([['Payload', 'INVALID_VALUE']]);
});

test('the next id is one more than the highest', () => {
  expect(nextContextId([])).toBe('1');
  const numbered = ['2', '10', '9'].map((Id) => ({ Id }) as EngagementContext);
  expect(nextContextId(numbered)).toBe('11');
});

test('an update replaces a project or a prospecting result', () => {
  const CustomerProject = { Project: { Title: 'New' } as never };
  expect(updatedContext(project, { CustomerProject } as never, now)).toEqual({
    ...project,
    Payload: { CustomerProject },
  });
  const found: EngagementContext = {
    Id: '3',
    Type: 'ProspectingResult',
    Payload: { ProspectingResult: { Aws: { TaskName: 'Old' } } },
  };
  const ProspectingResult = { Aws: { TaskId: 'New' } };
  expect(updatedContext(found, { ProspectingResult } as never, now)).toEqual({
    ...found,
    Payload: { ProspectingResult },
  });
});

test('a lead keeps omitted members; a new interaction is sorted in by date (seen: GetEngagement)', () => {
  const before = leadOf(2);
  const next = { ...Customer, CompanyName: 'Other' };
  const after = updatedContext(
    before,
    { Lead: { Customer: next, Interaction: interaction('9') } } as never,
    now,
  );
  expect(after.Payload?.Lead).toEqual({
    QualificationStatus: 'New',
    Customer: next,
    Interactions: [
      interaction('0'),
      interaction('1'),
      { ...interaction('9'), InteractionDate: '2026-03-01T00:00:00.000Z' },
    ],
  });
  const earlier = { ...interaction('9'), InteractionDate: '2026-01-01T00:00:00.000Z' };
  const sorted = updatedContext(before, { Lead: { Customer, Interaction: earlier } } as never, now);
  expect(sorted.Payload?.Lead?.Interactions.map(({ SourceId }) => SourceId)).toEqual(['9', '0', '1']);
  const again = updatedContext(before, { Lead: { Customer, QualificationStatus: 'Old' } } as never, now);
  expect(again.Payload?.Lead).toMatchObject({ QualificationStatus: 'Old' });
  expect(again.Payload?.Lead?.Interactions).toHaveLength(2);
  expect(before).toEqual(leadOf(2));
});

test('a lead has at most 10 interactions', () => {
  const more = { Lead: { Customer, Interaction: interaction('9') } } as never;
  expect(hasTooManyInteractions(leadOf(9), more)).toBe(false);
  expect(hasTooManyInteractions(leadOf(10), more)).toBe(true);
  expect(hasTooManyInteractions(leadOf(10), { Lead: { Customer } } as never)).toBe(false);
  expect(hasTooManyInteractions(project, { CustomerProject: {} } as never)).toBe(false);
});
