import { describe, expect, test } from 'vitest';
import { type OperationName, operationNames } from '../../src/model/contract.ts';
import { decodeInput, MAX_FAULTS } from '../../src/model/decode.ts';
import { createEngagementInvitation, createOpportunity } from './samples.ts';

const faultsOf = (operation: OperationName, body: unknown) =>
  decodeInput(operation, body).faults.map(({ FieldName, Code }) => `${FieldName} ${Code}`);

const thrownBy = (run: () => unknown): Error => {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('Nothing was thrown.');
};

/** A valid CreateOpportunity with the member at a path set to a value. */
const withMember = (path: string, value: unknown) => {
  const body = createOpportunity();
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let at = body as Record<string, unknown>;
  for (const step of steps) at = at[step] as Record<string, unknown>;
  at[last] = value;
  return body;
};

describe('decodeInput', () => {
  test('returns a valid body whole, in the order of the schema', () => {
    const body = createOpportunity();
    const reversed = Object.fromEntries(Object.entries(body).reverse());
    const { input, faults } = decodeInput('CreateOpportunity', reversed);
    expect(faults).toEqual([]);
    expect(input).toEqual(body);
    expect(JSON.stringify(input)).toBe(JSON.stringify(decodeInput('CreateOpportunity', body).input));
  });

  test('takes an object for every operation and reports missing members', () => {
    for (const operation of operationNames) {
      const { input, faults } = decodeInput(operation, {});
      expect(input).toEqual({});
      expect(faults.every(({ Code }) => Code === 'REQUIRED_FIELD_MISSING')).toBe(true);
    }
  });

  test('drops null members, nulls in lists and unknown members', () => {
    const body = JSON.parse(
      '{"Catalog":"AWS","Status":[null,"PENDING",null],"ParticipantType":"RECEIVER","NextToken":null,"X":{"Y":1},"__proto__":{"Sort":1},"constructor":2}',
    );
    const { input, faults } = decodeInput('ListEngagementInvitations', body);
    expect(faults).toEqual([]);
    expect(JSON.stringify(input)).toBe('{"Catalog":"AWS","ParticipantType":"RECEIVER","Status":["PENDING"]}');
  });

  test('reports a required member that is null as missing', () => {
    expect(faultsOf('GetOpportunity', { Catalog: null, Identifier: 'O1' })).toEqual([
      'Catalog REQUIRED_FIELD_MISSING',
    ]);
  });
});

describe('limits', () => {
  const cases: [member: string, value: unknown, code: string][] = [
    ['Customer.Account.CompanyName', undefined, 'REQUIRED_FIELD_MISSING'],
    ['ClientToken', undefined, 'REQUIRED_FIELD_MISSING'],
    ['Customer.Account.CompanyName', 'x'.repeat(121), 'INVALID_STRING_FORMAT'],
    ['Customer.Account.Duns', '12345678', 'INVALID_STRING_FORMAT'],
    ['Customer.Account.Duns', '123456789\n', 'INVALID_STRING_FORMAT'],
    ['Customer.Account.Address.CountryCode', 'XX', 'INVALID_ENUM_VALUE'],
    ['Customer.Account.Industry', 'retail', 'INVALID_ENUM_VALUE'],
    ['Project.CustomerBusinessProblem', 'x'.repeat(19), 'INVALID_STRING_FORMAT'],
    ['Tags', [], 'NOT_ENOUGH_VALUES'],
    ['OpportunityTeam', Array(11).fill({}), 'TOO_MANY_VALUES'],
    ['ClientToken', '', 'INVALID_STRING_FORMAT'],
    ['ClientToken', 'a\nb', 'INVALID_STRING_FORMAT'],
    ['ClientToken', 'x'.repeat(256), 'INVALID_STRING_FORMAT'],
    ['Catalog', 'aws', 'INVALID_ENUM_VALUE'],
    ['Catalog', 'AWS-1', 'INVALID_STRING_FORMAT'],
  ];
  test.each(cases)('%s as %j is %s', (member, value, code) => {
    expect(faultsOf('CreateOpportunity', withMember(member, value))).toEqual([`${member} ${code}`]);
  });

  test.each([
    [1, []],
    [100, []],
    [0, ['MaxResults VALUE_OUT_OF_RANGE']],
    [101, ['MaxResults VALUE_OUT_OF_RANGE']],
  ])('MaxResults %d', (MaxResults, faults) => {
    expect(faultsOf('ListOpportunities', { Catalog: 'AWS', MaxResults })).toEqual(faults);
  });

  test('every fault is found, with its path', () => {
    const body = createOpportunity();
    const [, second] = body.Customer.Contacts;
    second!.Email = 'not a mail';
    body.Project.DeliveryModels = ['SaaS or PaaS', 'by pigeon'];
    body.Tags = [{ Key: '', Value: 'x' }];
    body.Origin = 'Nowhere';
    expect(faultsOf('CreateOpportunity', body)).toEqual([
      'Customer.Contacts[1].Email INVALID_STRING_FORMAT',
      'Project.DeliveryModels[1] INVALID_ENUM_VALUE',
      'Origin INVALID_ENUM_VALUE',
      'Tags[0].Key INVALID_STRING_FORMAT',
    ]);
  });

  test('lengths count characters, not UTF-16 units', () => {
    const company = (name: string) =>
      faultsOf('CreateOpportunity', withMember('Customer.Account.CompanyName', name));
    expect(company('🍞'.repeat(120))).toEqual([]);
    expect(company('🍞'.repeat(121))).toHaveLength(1);
    const problem = (text: string) =>
      faultsOf('CreateOpportunity', withMember('Project.CustomerBusinessProblem', text));
    expect(problem('🍞'.repeat(19))).toHaveLength(1);
    expect(problem('🍞'.repeat(20))).toEqual([]);
  });

  test('faults of the excess elements of a list are not listed', () => {
    const Status = Array(500).fill('NO');
    expect(
      faultsOf('ListEngagementInvitations', { Catalog: 'AWS', ParticipantType: 'SENDER', Status }),
    ).toHaveLength(11);
  });

  test('the number of faults is capped', () => {
    const body = withMember('Customer.Contacts', Array(5_000).fill({ Email: '-' }));
    expect(decodeInput('CreateOpportunity', body).faults).toHaveLength(MAX_FAULTS);
  });

  test('messages contain what is allowed and never the given value', () => {
    const secret = 'TOP-SECRET-VALUE';
    const body = {
      Catalog: secret,
      Identifier: secret,
      Assignee: { Email: secret, FirstName: secret.repeat(9), LastName: 'L', BusinessTitle: 'B' },
    };
    const { faults } = decodeInput('AssignOpportunity', body);
    expect(faults).toHaveLength(4);
    expect(JSON.stringify(faults)).not.toContain(secret);
    expect(faults[1]?.Message).toBe('Identifier must match the pattern O[0-9]{1,19}.');
    expect(faults.find(({ FieldName }) => FieldName === 'Assignee.FirstName')?.Message).toBe(
      'Assignee.FirstName must be 0 to 80 characters long.',
    );
  });

  test('a message about a huge enum lists only some of its values', () => {
    const body = withMember('Customer.Account.Address.CountryCode', 'XX');
    const message = decodeInput('CreateOpportunity', body).faults[0]?.Message ?? '';
    expect(message).toContain('must be one of AD, AE, AF');
    expect(message.length).toBeLessThan(300);
  });

  test('members that only the older model requires are required', () => {
    expect(faultsOf('CreateEngagement', { Catalog: 'AWS', ClientToken: 'x' })).toEqual([
      'Title REQUIRED_FIELD_MISSING',
      'Description REQUIRED_FIELD_MISSING',
    ]);
  });
});

describe('unions', () => {
  const invitation = (Payload: unknown) => {
    const body = createEngagementInvitation();
    return { ...body, Invitation: { ...body.Invitation, Payload } };
  };
  const { OpportunityInvitation } = createEngagementInvitation().Invitation.Payload;
  const LeadInvitation = {
    Customer: { CompanyName: 'Bakery', CountryCode: 'DE' },
    Interaction: { SourceType: 'Event', SourceId: '1', SourceName: 'Fair', ContactBusinessTitle: 'Baker' },
  };
  test.each([
    ['one member', { OpportunityInvitation }, []],
    ['one member and a null', { OpportunityInvitation, LeadInvitation: null }, []],
    ['one member and an unknown one', { LeadInvitation, Other: {} }, []],
    ['no member', {}, ['Invitation.Payload REQUIRED_FIELD_MISSING']],
    ['an unknown member only', { Other: {} }, ['Invitation.Payload REQUIRED_FIELD_MISSING']],
    ['two members', { OpportunityInvitation, LeadInvitation }, ['Invitation.Payload INVALID_VALUE']],
    ['nothing at all', null, ['Invitation.Payload REQUIRED_FIELD_MISSING']],
  ])('%s', (_, payload, faults) => {
    expect(faultsOf('CreateEngagementInvitation', invitation(payload))).toEqual(faults);
  });
});

describe('wrong JSON types are rejected, by path and without the value', () => {
  const json: Record<string, unknown> = {
    'a string': 'SECRET',
    'a number': 4711,
    'a fraction': 1.5,
    true: true,
    'a list': ['SECRET'],
    'an object': { SECRET: 1 },
  };
  const members: [OperationName, path: string, body: (value: unknown) => unknown, allowed: string[]][] = [
    ['CreateOpportunity', 'The request body', (value) => value, ['an object']],
    ['CreateOpportunity', 'Catalog', (Catalog) => ({ Catalog }), ['a string']],
    ['CreateOpportunity', 'Customer', (Customer) => ({ Customer }), ['an object']],
    ['CreateOpportunity', 'Customer.Contacts', (Contacts) => ({ Customer: { Contacts } }), ['a list']],
    ['CreateOpportunity', 'Tags[0]', (tag) => ({ Tags: [tag] }), ['an object']],
    ['ListOpportunities', 'MaxResults', (MaxResults) => ({ MaxResults }), ['a number']],
    ['UpdateOpportunity', 'LastModifiedDate', (LastModifiedDate) => ({ LastModifiedDate }), []],
    ['CreateEngagementContext', 'Payload', (Payload) => ({ Payload }), ['an object']],
  ];
  const cases = members.flatMap(([operation, path, body, allowed]) =>
    Object.entries(json)
      .filter(([type]) => !allowed.includes(type))
      .map(([type, value]) => [path, type, operation, body(value)] as const),
  );
  test.each(cases)('%s given %s', (path, _, operation, body) => {
    const error = thrownBy(() => decodeInput(operation, body));
    expect(error.name).toBe('SerializationException');
    expect(error.message.startsWith(path)).toBe(true);
    expect(error.message).not.toMatch(/SECRET|4711/);
  });

  test.each([null, undefined])('a body that is %s', (body) => {
    expect(thrownBy(() => decodeInput('GetOpportunity', body)).name).toBe('SerializationException');
  });

  test('an integer beyond 32 bits', () => {
    const body = { Catalog: 'AWS', MaxResults: 2 ** 31 };
    expect(thrownBy(() => decodeInput('ListOpportunities', body)).name).toBe('SerializationException');
  });
});

describe('timestamps', () => {
  const decoded = (LastModifiedDate: string) =>
    decodeInput('UpdateOpportunity', { Catalog: 'AWS', Identifier: 'O1', LastModifiedDate }).input
      .LastModifiedDate;
  test.each([
    ['2026-11-23T09:30:00Z', '2026-11-23T09:30:00.000Z'],
    ['2026-11-23T11:30:00+02:00', '2026-11-23T09:30:00.000Z'],
    ['2026-11-23T00:30:00.25-09:30', '2026-11-23T10:00:00.250Z'],
    ['2026-11-23t09:30:00.123456789z', '2026-11-23T09:30:00.123Z'],
    ['2024-02-29T23:59:59.9Z', '2024-02-29T23:59:59.900Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s', (given, expected) => {
    expect(decoded(given)).toBe(expected);
  });

  test.each([
    '',
    'yesterday',
    '1763890200',
    '2026-11-23',
    '2026-11-23T09:30:00',
    '2026-11-23 09:30:00Z',
    '2026-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-11-23T24:00:00Z',
    '2026-11-23T09:60:00Z',
    '2026-11-23T09:30:00.Z',
    '2026-11-23T09:30:00+2:00',
    '9999-12-31T23:59:59-01:00',
    '0000-01-01T00:00:00+01:00',
    '+012026-11-23T09:30:00Z',
    'Mon, 23 Nov 2026 09:30:00 GMT',
  ])('%j is rejected', (given) => {
    expect(thrownBy(() => decoded(given)).message).toMatch(/^LastModifiedDate must be a timestamp/);
  });
});
