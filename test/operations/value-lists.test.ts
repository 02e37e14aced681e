import { expect, test } from 'vitest';
import { opportunity } from '../support/data.ts';
import { ALPHA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';

/** Values documented only in prose: the comments of the SDK's types, and the API reference. */

type Address = NonNullable<
  NonNullable<NonNullable<ReturnType<typeof opportunity>['Customer']>['Account']>['Address']
>;
const base = opportunity();

const start = async () => {
  const client = clientOf(await startServer(), ALPHA);
  const create = (changes: object) => client.createOpportunity(opportunity(changes));
  const faults = async (changes: object) => {
    const error = await errorOf(create(changes));
    expect(error).toMatchObject({ name: 'ValidationException', Reason: 'REQUEST_VALIDATION_FAILED' });
    return faultsOf(error);
  };
  return { client, create, faults };
};

const at = (address: Partial<Address>) => ({
  Customer: {
    ...base.Customer,
    Account: { ...base.Customer?.Account, Address: { ...base.Customer?.Account?.Address, ...address } },
  },
});
const project = (changes: object) => ({ Project: { ...base.Project, ...changes } });
const spend = (changes: object) =>
  project({
    ExpectedCustomerSpend: [
      { Amount: '1000.00', CurrencyCode: 'USD', Frequency: 'Monthly', TargetCompany: 'AWS', ...changes },
    ],
  });

// Seen: `Dist. of Columbia`; one program reports that AWS checks states for US alone.
test('a US state needs its full name; a region of another country is free text', async () => {
  const { client, create, faults } = await start();
  for (const StateOrRegion of ['Dist. of Columbia', 'New York', 'FPO, AP']) {
    const { Id } = await create(at({ StateOrRegion }));
    const { Customer } = await client.getOpportunity({ Catalog: 'Sandbox', Identifier: Id });
    expect(Customer?.Account?.Address?.StateOrRegion).toBe(StateOrRegion);
  }
  for (const StateOrRegion of ['Bayern', 'NY', '']) await create(at({ CountryCode: 'DE', StateOrRegion }));
  for (const StateOrRegion of ['NY', 'new york', 'District of Columbia', 'Bayern', ''])
    expect(await faults(at({ StateOrRegion })), StateOrRegion).toEqual([
      'customer.account.address.stateOrRegion: INVALID_ENUM_VALUE',
    ]);
});

// API reference, Project and Marketing; standard values of aws-samples for the spelling with spaces.
test.each([
  ['project.customerUseCase', project({ CustomerUseCase: 'Migration' })],
  ['project.customerUseCase', project({ CustomerUseCase: '' })],
  ['project.apnPrograms', project({ ApnPrograms: ['Well-Architected', 'Lift and shift'] })],
  [
    'marketing.useCases',
    { Marketing: { Source: 'Marketing Activity', AwsFundingUsed: 'Yes', UseCases: ['AI'] } },
  ],
  ['project.expectedCustomerSpend.currencyCode', spend({ CurrencyCode: 'GBP' })],
  ['project.expectedCustomerSpend.frequency', spend({ Frequency: 'Yearly' })],
])('%s is refused if its value is not listed: INVALID_ENUM_VALUE', async (field, changes) => {
  const { faults } = await start();
  expect(await faults(changes)).toEqual([`${field}: INVALID_ENUM_VALUE`]);
});

test('listed values are accepted and returned, in both spellings of a use case', async () => {
  const { client, create } = await start();
  for (const CustomerUseCase of ['Migration / Database Migration', 'Migration/Database Migration']) {
    const Marketing = {
      Source: 'Marketing Activity',
      AwsFundingUsed: 'Yes',
      UseCases: ['AI/ML', 'VR & AR'],
      Channels: ['Live Event'],
    } as const;
    const ApnPrograms = ['ATO (Authority to Operate)', 'WWPS NDPP'];
    const { Id } = await create({ ...project({ CustomerUseCase, ApnPrograms }), Marketing });
    expect(await client.getOpportunity({ Catalog: 'Sandbox', Identifier: Id })).toMatchObject({
      Project: { CustomerUseCase, ApnPrograms },
      Marketing: { UseCases: Marketing.UseCases },
    });
  }
});

// API reference, ExpectedContractDuration: "Valid values range from 1 to 144."
test.each([
  ['0', 'VALUE_OUT_OF_RANGE'],
  ['145', 'VALUE_OUT_OF_RANGE'],
  ['-1', 'INVALID_STRING_FORMAT'],
  ['012', 'INVALID_STRING_FORMAT'],
  ['12.5', 'INVALID_STRING_FORMAT'],
  ['a year', 'INVALID_STRING_FORMAT'],
  ['', 'INVALID_STRING_FORMAT'],
])('a contract of "%s" months is refused: %s', async (Value, code) => {
  const { create, faults } = await start();
  const months = (value: string) =>
    project({
      ExpectedContractDuration: { Term: 'Months', Value: value },
      ExpectedCustomerSpend: [
        { Amount: '1', CurrencyCode: 'USD', Frequency: 'None' as never, TargetCompany: 'Self' },
      ],
    });
  expect(await faults(months(Value))).toEqual([`project.expectedContractDuration.value: ${code}`]);
  for (const good of ['1', '144']) await create(months(good));
});
