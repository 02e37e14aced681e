import type { RelatedEntityType } from '@aws-sdk/client-partnercentral-selling';
import { describe, expect, test } from 'vitest';
import {
  associationFaults,
  disassociationFaults,
  solutionFaults,
  withAssociation,
  withoutAssociation,
} from '../../../src/rules/opportunities/associations.ts';

const arn = (entity: string, id = entity === 'OfferSet' ? 'offerset-1' : 'x-1') =>
  `arn:aws:aws-marketplace:us-east-1:111111111111:AWSMarketplace/${entity}/${id}`;
const faultsOf = (type: RelatedEntityType, id: string, present: string[] = []) =>
  associationFaults({ [type]: present }, type, id).map(({ FieldName, Code }) => [FieldName, Code]);
const refusal = (code: string) => [['RelatedEntityIdentifier', code]];

describe('the form of an identifier', () => {
  test.each([
    ['Solutions', 'S-1'],
    ['Solutions', `S-${'9'.repeat(19)}`],
    ['Solutions', 'Other'],
    ['AwsProducts', 'AmazonEC2'],
    ['AwsProducts', 'A1'],
    ['AwsMarketplaceOffers', arn('Offer')],
    ['AwsMarketplaceOfferSets', arn('OfferSet')],
    ['AwsMarketplaceSolutions', arn('Solution')],
    ['AwsMarketplaceProducts', arn('SaaSProduct')],
    ['AwsMarketplaceProducts', arn('AmiProduct')],
  ] as const)('of %s may be %s', (type, id) => {
    expect(faultsOf(type, id)).toEqual([]);
  });

  test.each([
    ['Solutions', 's-1'],
    ['Solutions', 'S-'],
    ['Solutions', `S-${'9'.repeat(20)}`],
    ['Solutions', 'Others'],
    ['AwsProducts', 'A'],
    ['AwsProducts', 'Amazon EC2'],
    ['AwsProducts', 'x'.repeat(101)],
    ['AwsMarketplaceOffers', arn('OfferSet')],
    ['AwsMarketplaceOffers', 'offer-1'],
    ['AwsMarketplaceOfferSets', arn('Offer')],
    ['AwsMarketplaceOfferSets', arn('OfferSet', 'x-1')],
    ['AwsMarketplaceSolutions', arn('SaaSProduct')],
    ['AwsMarketplaceProducts', arn('Solution')],
    ['AwsMarketplaceProducts', arn('SaaSProduct').replace('111111111111', '1')],
  ] as const)('of %s may not be %s', (type, id) => {
    expect(faultsOf(type, id)).toEqual(refusal('INVALID_STRING_FORMAT'));
  });
});

test.each([
  ['Solutions', 10, 'S-1'],
  ['AwsProducts', 20, 'AmazonEC2'],
  ['AwsMarketplaceOffers', 1, arn('Offer')],
  ['AwsMarketplaceOfferSets', 1, arn('OfferSet')],
  ['AwsMarketplaceSolutions', 10, arn('Solution')],
  ['AwsMarketplaceProducts', 10, arn('SaaSProduct')],
] as const)('an opportunity has a limit of %s: %i', (type, limit, id) => {
  const others = (count: number) => Array.from({ length: count }, (_, index) => `other ${index}`);
  expect(faultsOf(type, id, others(limit - 1))).toEqual([]);
  expect(faultsOf(type, id, others(limit))).toEqual(refusal('TOO_MANY_VALUES'));
});

test('an entity is associated once; the lists of other types do not count', () => {
  expect(faultsOf('Solutions', 'S-1', ['S-2', 'S-1'])).toEqual(refusal('DUPLICATE_KEY_VALUE'));
  expect(associationFaults({ AwsProducts: ['Other'] }, 'Solutions', 'Other')).toEqual([]);
  expect(associationFaults({}, 'Solutions', 'S-1')).toEqual([]);
});

test('an offer or an offer set, never both', () => {
  const both = [
    associationFaults({ AwsMarketplaceOffers: [arn('Offer')] }, 'AwsMarketplaceOfferSets', arn('OfferSet')),
    associationFaults({ AwsMarketplaceOfferSets: [arn('OfferSet')] }, 'AwsMarketplaceOffers', arn('Offer')),
  ];
  for (const faults of both) expect(faults.map(({ Code }) => Code)).toEqual(['ACTION_NOT_PERMITTED']);
});

test.each([
  ['Active', 0],
  ['Inactive', 1],
  ['Draft', 1],
] as const)('a solution that is %s has %i faults', (status, count) => {
  expect(solutionFaults({ id: 'S-1', status })).toHaveLength(count);
});

describe('the last offering', () => {
  const left = (Stage: 'Qualified' | 'Committed' | 'Launched', RelatedEntityIdentifiers: object) => ({
    LifeCycle: { Stage },
    RelatedEntityIdentifiers,
  });

  test.each(['Committed', 'Launched'] as const)(
    'cannot be removed in the stage %s, counting all kinds',
    (stage) => {
      expect(disassociationFaults(left(stage, { Solutions: [] }), 'Solutions')).toHaveLength(1);
      expect(disassociationFaults(left(stage, {}), 'AwsMarketplaceProducts')).toHaveLength(1);
      expect(disassociationFaults(left(stage, { AwsMarketplaceSolutions: ['arn'] }), 'Solutions')).toEqual(
        [],
      );
      expect(disassociationFaults(left(stage, {}), 'AwsProducts')).toEqual([]);
    },
  );

  test('can be removed before', () => {
    expect(disassociationFaults(left('Qualified', {}), 'Solutions')).toEqual([]);
  });
});

test('an association is appended, and removed from its place', () => {
  const related = { Solutions: ['S-1'], AwsProducts: ['AmazonEC2'] };
  expect(withAssociation(related, 'Solutions', 'S-2')).toEqual({ ...related, Solutions: ['S-1', 'S-2'] });
  expect(withAssociation({}, 'Solutions', 'S-2')).toEqual({ Solutions: ['S-2'] });
  expect(withoutAssociation(related, 'Solutions', 'S-1')).toEqual({ ...related, Solutions: [] });
  expect(withoutAssociation(related, 'Solutions', 'S-2')).toEqual(related);
  expect(related).toEqual({ Solutions: ['S-1'], AwsProducts: ['AmazonEC2'] });
});
