import type { NormalizedSchema } from '@smithy/core/schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OperationName, type Output, operationNames, outputSchema } from '../../src/model/contract.ts';
import { emptyMembers } from '../../src/model/empty-members.ts';
import { encodeOutput } from '../../src/model/encode.ts';

const encode = (operation: OperationName, output: unknown) =>
  JSON.parse(encodeOutput(operation, output as Output<OperationName>));

describe('encodeOutput', () => {
  test('an operation without output returns an empty body, one whose output has no members an empty object', () => {
    expect(encodeOutput('DeleteResourceSnapshotJob', {})).toBe('');
    expect(encodeOutput('AssignOpportunity', undefined as never)).toBe('');
    expect(encodeOutput('TagResource', {})).toBe('{}');
  });

  test('every operation returns every member of its shape, and no other', () => {
    for (const operation of operationNames) {
      const schema = outputSchema(operation);
      if (schema.isUnitSchema()) continue;
      const members = [...schema.structIterator()].map(([name]) => name);
      expect(Object.keys(encode(operation, { Unknown: 1 }))).toEqual(members);
    }
  });

  test('undefined becomes null at every depth; members outside the shape are dropped', () => {
    const output = {
      Id: 'O1',
      Catalog: 'AWS',
      owner: '111122223333',
      Arn: undefined,
      NationalSecurity: null,
      Customer: { Account: { CompanyName: 'Bakery', secret: 1 }, Contacts: [{ Email: 'a@b.c', x: 1 }, null] },
      LifeCycle: { NextStepsHistory: [] },
    };
    const answer = encode('GetOpportunity', output);
    expect(answer).toMatchObject({
      Id: 'O1',
      Catalog: 'AWS',
      Arn: null,
      NationalSecurity: null,
      Marketing: null,
    });
    expect(answer.Customer).toEqual({
      Account: {
        CompanyName: 'Bakery',
        Industry: null,
        OtherIndustry: null,
        WebsiteUrl: null,
        AwsAccountId: null,
        Address: null,
        Duns: null,
      },
      Contacts: [{ Email: 'a@b.c', FirstName: null, LastName: null, BusinessTitle: null, Phone: null }],
    });
    expect(answer.LifeCycle).toMatchObject({ Stage: null, NextStepsHistory: [] });
    expect(answer).not.toHaveProperty('owner');
  });

  test('a union has only the member that is set, whole', () => {
    const Payload = { CustomerProject: { Project: { Title: 'Ovens' } } };
    const [context] = encode('GetEngagement', { Contexts: [{ Type: 'CustomerProject', Payload }] }).Contexts;
    expect(context).toEqual({
      Type: 'CustomerProject',
      Id: null,
      Payload: {
        CustomerProject: {
          Customer: null,
          Project: { Title: 'Ovens', BusinessProblem: null, TargetCompletionDate: null },
        },
      },
    });
  });

  // Seen: GetOpportunity, ListOpportunities, GetAwsOpportunitySummary, GetResourceSnapshot.
  test('an absent list is empty if AWS shows it empty, otherwise null', () => {
    const related = {
      AwsMarketplaceOffers: [],
      AwsMarketplaceOfferSets: [],
      Solutions: [],
      AwsProducts: [],
      AwsMarketplaceSolutions: [],
      AwsMarketplaceProducts: [],
    };
    const whole = encode('GetOpportunity', {});
    expect(whole).toMatchObject({
      OpportunityTeam: [],
      RelatedEntityIdentifiers: related,
      Customer: { Account: null, Contacts: [] },
      Project: { ExpectedCustomerSpend: [], DeliveryModels: null, SalesActivities: null, ApnPrograms: null },
      PrimaryNeedsFromAws: null,
    });
    expect(encode('GetOpportunity', { Marketing: {}, LifeCycle: {} })).toMatchObject({
      Marketing: { Channels: null, UseCases: null },
      LifeCycle: { NextStepsHistory: null },
    });
    expect(encode('ListOpportunities', { OpportunitySummaries: [{}] })).toMatchObject({
      OpportunitySummaries: [
        { Customer: { Account: null }, Project: { ExpectedCustomerSpend: [], DeliveryModels: null } },
      ],
      NextToken: null,
    });
    expect(encode('GetAwsOpportunitySummary', {})).toMatchObject({
      Customer: { Contacts: [] },
      OpportunityTeam: [],
      Project: { ExpectedCustomerSpend: [], AwsPartition: null },
      RelatedEntityIds: { AwsProducts: [], Solutions: [] },
      Insights: null,
      LifeCycle: null,
    });
    const spend = { AWS: { AwsProducts: [{}] } };
    expect(
      encode('GetAwsOpportunitySummary', { Insights: { AwsProductsSpendInsightsBySource: spend } }).Insights,
    ).toMatchObject({
      AwsProductsSpendInsightsBySource: {
        AWS: {
          TotalAmountByCategory: {},
          AwsProducts: [{ Categories: [], Optimizations: [], Amount: null }],
        },
        Partner: null,
      },
    });
    expect(
      encode('GetResourceSnapshot', { Payload: { OpportunitySummary: {} } }).Payload.OpportunitySummary,
    ).toMatchObject({
      Customer: { Contacts: [] },
      OpportunityTeam: [],
      Project: { ExpectedCustomerSpend: [], DeliveryModels: null, SalesActivities: null },
      RelatedEntityIdentifiers: related,
    });
  });

  test('emptyMembers names existing structures and members only', () => {
    const structures = new Map<string, NormalizedSchema>();
    const collect = (schema: NormalizedSchema): void => {
      if (schema.isListSchema() || schema.isMapSchema()) collect(schema.getValueSchema());
      if (!schema.isStructSchema() || structures.has(schema.getName() ?? '')) return;
      structures.set(schema.getName() ?? '', schema);
      for (const [, member] of schema.structIterator()) collect(member);
    };
    for (const operation of operationNames) collect(outputSchema(operation));
    for (const [structure, members] of Object.entries(emptyMembers)) {
      const known = [...(structures.get(structure)?.structIterator() ?? [])].map(([name]) => name);
      expect(known, structure).toEqual(expect.arrayContaining(Object.keys(members)));
    }
  });

  test('the order of members is the schema’s', () => {
    const forth = encodeOutput('GetOpportunity', { Id: 'O1', Catalog: 'AWS' } as Output<'GetOpportunity'>);
    const back = encodeOutput('GetOpportunity', { Catalog: 'AWS', Id: 'O1' } as Output<'GetOpportunity'>);
    expect(back).toBe(forth);
  });

  test('numbers, timestamps and maps are encoded', () => {
    expect(
      encode('GetResourceSnapshot', { Revision: 3, CreatedAt: '2026-11-23T09:30:00.000Z' }),
    ).toMatchObject({
      Revision: 3,
      CreatedAt: '2026-11-23T09:30:00.000Z',
    });
    const amounts = JSON.parse('{"Compute":"1.0","__proto__":"2","a\\"b":"3","none":null}');
    const insights = {
      Insights: { AwsProductsSpendInsightsBySource: { AWS: { TotalAmountByCategory: amounts } } },
    };
    expect(encodeOutput('GetAwsOpportunitySummary', insights as never)).toContain(
      '{"Compute":"1.0","__proto__":"2","a\\"b":"3"}',
    );
  });

  test('any string is encoded as JSON.stringify does', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom('\ud800', '"\\\n\u2028'),
    );
    fc.assert(
      fc.property(text, (Title) => {
        expect(encodeOutput('GetEngagement', { Title } as never)).toContain(
          JSON.stringify({ Title }).slice(1, -1),
        );
      }),
    );
  });
});
