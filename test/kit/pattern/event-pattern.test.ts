import { describe, expect, test } from 'vitest';
import { matchesEventPattern, readEventPattern } from '../../../src/kit/pattern/event-pattern.ts';

const matches = (pattern: unknown, event: unknown): boolean =>
  matchesEventPattern(readEventPattern(JSON.stringify(pattern)), event);

const refusal = (text: string): string => {
  try {
    readEventPattern(text);
  } catch (error) {
    expect((error as Error).name).toBe('InvalidEventPatternException');
    return (error as Error).message.replace('Event pattern is not valid. Reason: ', '');
  }
  throw new Error(`Was accepted: ${text}`);
};

/** An event like the documentation's examples. */
const event = (detail: Record<string, unknown> = {}, envelope: Record<string, unknown> = {}) => ({
  version: '0',
  id: '3e3c153a-8339-4e30-8c35-687ebef853fe',
  'detail-type': 'EC2 Instance State-change Notification',
  source: 'aws.ec2',
  account: '123456789012',
  time: '2017-10-02T18:43:48Z',
  region: 'us-east-1',
  resources: ['arn:aws:ec2:us-east-1:123456789012:instance/i-000000aaaaaa00000'],
  detail: {
    'c-count': 5,
    'd-count': 3,
    'x-limit': 301.8,
    'source-ip': '10.0.0.33',
    'instance-id': 'i-000000aaaaaa00000',
    state: 'running',
    ...detail,
  },
  ...envelope,
});

describe('AWS’s documented examples of each comparison operator', () => {
  const png = { FileName: 'photo.png' };
  test.each<[what: string, pattern: unknown, hit: unknown, miss: unknown]>([
    ['equals', { Name: ['Alice'] }, { Name: 'Alice' }, { Name: 'alice' }],
    [
      'and',
      { Location: ['New York'], Day: ['Monday'] },
      { Location: 'New York', Day: 'Monday' },
      { Location: 'New York', Day: 'Tuesday' },
    ],
    ['or', { PaymentType: ['Credit', 'Debit'] }, { PaymentType: 'Debit' }, { PaymentType: 'Cash' }],
    [
      '$or of several fields',
      { $or: [{ Location: ['New York'] }, { Day: ['Monday'] }] },
      { Location: 'Tokyo', Day: 'Monday' },
      { Location: 'Tokyo', Day: 'Sunday' },
    ],
    ['empty', { LastName: [''] }, { LastName: '' }, { LastName: 'x' }],
    ['null', { UserID: [null] }, { UserID: null }, {}],
    ['a number', { Price: [100] }, { Price: 100 }, { Price: '100' }],
    ['true', { Paid: [true] }, { Paid: true }, { Paid: 'true' }],
    ['prefix', { time: [{ prefix: '2017-10-02' }] }, event(), { time: '2017-10-03T00:00:00Z' }],
    [
      'prefix, ignoring case',
      { service: [{ prefix: { 'equals-ignore-case': 'EventB' } }] },
      { service: 'eventbridge' },
      { service: 'bridge' },
    ],
    ['suffix', { FileName: [{ suffix: '.png' }] }, png, { FileName: 'photo.jpg' }],
    [
      'suffix, ignoring case',
      { service: [{ suffix: { 'equals-ignore-case': 'tBridge' } }] },
      { service: 'EVENTBRIDGE' },
      { service: 'eventbus' },
    ],
    [
      'anything-but, a text',
      { detail: { state: [{ 'anything-but': 'initializing' }] } },
      event(),
      event({ state: 'initializing' }),
    ],
    [
      'anything-but, a number',
      { detail: { 'x-limit': [{ 'anything-but': 123 }] } },
      event(),
      event({ 'x-limit': 123 }),
    ],
    [
      'anything-but, texts',
      { detail: { state: [{ 'anything-but': ['stopped', 'overloaded'] }] } },
      event(),
      event({ state: 'overloaded' }),
    ],
    [
      'anything-but, numbers',
      { detail: { 'x-limit': [{ 'anything-but': [100, 200, 300] }] } },
      event(),
      event({ 'x-limit': 200 }),
    ],
    [
      'anything-but, ignoring case',
      { detail: { state: [{ 'anything-but': { 'equals-ignore-case': 'initializing' } }] } },
      event(),
      event({ state: 'INITIALIZING' }),
    ],
    [
      'anything-but of several, ignoring case',
      { detail: { state: [{ 'anything-but': { 'equals-ignore-case': ['initializing', 'stopped'] } }] } },
      event(),
      event({ state: 'Stopped' }),
    ],
    [
      'anything-but a prefix',
      { detail: { state: [{ 'anything-but': { prefix: 'init' } }] } },
      event(),
      event({ state: 'initializing' }),
    ],
    [
      'anything-but some prefixes',
      { detail: { state: [{ 'anything-but': { prefix: ['init', 'error'] } }] } },
      event(),
      event({ state: 'errored' }),
    ],
    [
      'anything-but a suffix',
      { detail: { FileName: [{ 'anything-but': { suffix: '.txt' } }] } },
      event(png),
      event({ FileName: 'a.txt' }),
    ],
    [
      'anything-but some suffixes',
      { detail: { FileName: [{ 'anything-but': { suffix: ['.txt', '.rtf'] } }] } },
      event(png),
      event({ FileName: 'a.rtf' }),
    ],
    [
      'anything-but a wildcard',
      { detail: { FilePath: [{ 'anything-but': { wildcard: '*/lib/*' } }] } },
      event({ FilePath: '/usr/bin/x' }),
      event({ FilePath: '/usr/lib/x' }),
    ],
    [
      'anything-but some wildcards',
      { detail: { FilePath: [{ 'anything-but': { wildcard: ['*/lib/*', '*/bin/*'] } }] } },
      event({ FilePath: '/usr/share/x' }),
      event({ FilePath: '/usr/bin/x' }),
    ],
    [
      'numbers',
      {
        detail: {
          'c-count': [{ numeric: ['>', 0, '<=', 5] }],
          'd-count': [{ numeric: ['<', 10] }],
          'x-limit': [{ numeric: ['=', 3.018e2] }],
        },
      },
      event(),
      event({ 'd-count': 10 }),
    ],
    [
      'addresses',
      { detail: { 'source-ip': [{ cidr: '10.0.0.0/24' }] } },
      event(),
      event({ 'source-ip': '10.0.1.0' }),
    ],
    ['exists', { detail: { state: [{ exists: true }] } }, event(), { detail: { 'c-count': 5 } }],
    ['exists: false', { detail: { state: [{ exists: false }] } }, { detail: { 'c-count': 5 } }, event()],
    [
      'equals-ignore-case',
      { 'detail-type': [{ 'equals-ignore-case': 'ec2 instance state-change notification' }] },
      event(),
      event({}, { 'detail-type': 'ec2' }),
    ],
    [
      'wildcard',
      { EventBusArn: [{ wildcard: 'arn:aws:events:us-east-1:*:event-bus/*' }] },
      { EventBusArn: 'arn:aws:events:us-east-1:123456789012:event-bus/default' },
      { EventBusArn: 'arn:aws:events:eu-west-1:123456789012:event-bus/default' },
    ],
    [
      'wildcard in the middle',
      { FileName: [{ wildcard: 'dir/*.png' }] },
      { FileName: 'dir/a/b.png' },
      { FileName: 'dir.png' },
    ],
    [
      'several operators',
      {
        time: [{ prefix: '2017-10-02' }],
        detail: {
          state: [{ 'anything-but': 'initializing' }],
          'c-count': [{ numeric: ['>', 0, '<=', 5] }],
          'd-count': [{ numeric: ['<', 10] }],
          'x-limit': [{ 'anything-but': [100, 200, 300] }],
          'source-ip': [{ cidr: '10.0.0.0/8' }],
        },
      },
      event(),
      event({ 'x-limit': 300 }),
    ],
    [
      '$or of operators',
      {
        detail: {
          $or: [
            { 'c-count': [{ numeric: ['>', 5] }] },
            { 'd-count': [{ numeric: ['<', 3] }] },
            { 'x-limit': [{ numeric: ['=', 3.018e2] }] },
          ],
        },
      },
      event(),
      event({ 'x-limit': 1 }),
    ],
    [
      'the example of the introduction',
      {
        source: ['aws.ec2'],
        'detail-type': ['EC2 Instance State-change Notification'],
        detail: { state: ['terminated', 'running'] },
      },
      event(),
      event({ state: 'pending' }),
    ],
  ])('%s', (_what, pattern, hit, miss) => {
    expect([matches(pattern, hit), matches(pattern, miss)]).toEqual([true, false]);
  });
});

describe('lists in events', () => {
  const employees = {
    employees: [
      [{ firstName: 'Anna', lastName: 'Smith', tags: ['a', 'b'] }],
      [{ firstName: 'Peter', lastName: 'Jones', tags: ['c'] }, 7],
    ],
  };

  test('one matching element is enough', () => {
    expect(matches({ resources: ['b'] }, { resources: ['a', 'b'] })).toBe(true);
    expect(matches({ resources: ['b'] }, { resources: [['a'], ['b']] })).toBe(true);
    expect(matches({ resources: ['c'] }, { resources: ['a', 'b'] })).toBe(false);
    expect(matches({ resources: [{ 'anything-but': 'a' }] }, { resources: ['a', 'b'] })).toBe(true);
    expect(matches({ resources: [{ 'anything-but': 'a' }] }, { resources: ['a', 'a'] })).toBe(false);
  });

  test('an empty list has no value, not even null', () => {
    expect(matches({ resources: [null] }, { resources: [] })).toBe(false);
    expect(matches({ resources: [{ exists: true }] }, { resources: [] })).toBe(false);
    expect(matches({ resources: [{ exists: false }] }, { resources: [] })).toBe(true);
  });

  test('all fields must match in the same object of a list', () => {
    expect(matches({ employees: { firstName: ['Anna'] } }, employees)).toBe(true);
    expect(matches({ employees: { firstName: ['Anna'], lastName: ['Smith'] } }, employees)).toBe(true);
    expect(matches({ employees: { firstName: ['Anna'], lastName: ['Jones'] } }, employees)).toBe(false);
    expect(matches({ employees: { firstName: ['Peter'], tags: ['c'] } }, employees)).toBe(true);
    expect(matches({ employees: { firstName: ['Peter'], tags: ['a'] } }, employees)).toBe(false);
    expect(matches({ employees: [7] }, employees)).toBe(true);
  });

  test('exists: false matches only if no element has the field', () => {
    const some = { list: [{ a: 1 }, { b: 2 }] };
    expect(matches({ list: { a: [1], b: [{ exists: false }] } }, some)).toBe(false);
    expect(matches({ list: { a: [1], c: [{ exists: false }] } }, some)).toBe(true);
  });
});

describe('present and absent values', () => {
  test('only leaves are values, not objects', () => {
    const pattern = (exists: boolean) => ({ detail: { 'c-count': [{ exists }] } });
    expect(matches(pattern(false), { detail: { 'c-count': { c1: 100 } } })).toBe(true);
    expect(matches(pattern(true), { detail: { 'c-count': { c1: 100 } } })).toBe(false);
    expect(matches({ detail: ['x'] }, { detail: { x: 'x' } })).toBe(false);
    expect(matches({ detail: { x: ['x'] } }, { detail: 'x' })).toBe(false);
  });

  test('null is a value', () => {
    expect(matches({ a: [{ exists: true }] }, { a: null })).toBe(true);
    expect(matches({ a: [{ 'anything-but': 'x' }] }, { a: null })).toBe(true);
    expect(matches({ a: [{ 'anything-but': { prefix: 'x' } }] }, { a: null })).toBe(true);
    expect(matches({ a: [{ prefix: '' }] }, { a: null })).toBe(false);
  });

  test('anything-but requires a value', () => {
    expect(matches({ a: [{ 'anything-but': 'x' }] }, {})).toBe(false);
    expect(matches({ a: [{ 'anything-but': { wildcard: 'x*' } }] }, { a: 5 })).toBe(true);
  });

  test('a field may be absent or have a value', () => {
    const pattern = { a: [{ exists: false }, 'x'] };
    expect([{}, { a: 'x' }, { a: 'y' }].map((given) => matches(pattern, given))).toEqual([true, true, false]);
  });

  test('names are own properties and case-sensitive', () => {
    expect(matches({ constructor: { name: [{ exists: true }] } }, {})).toBe(false);
    expect(matches({ __proto__x: [{ exists: true }] }, {})).toBe(false);
    expect(matches({ Source: ['aws.ec2'] }, event())).toBe(false);
    expect(
      matchesEventPattern(readEventPattern('{"__proto__":["x"]}'), JSON.parse('{"__proto__":"x"}')),
    ).toBe(true);
  });

  test('a dot in a name is a step, in patterns and in events', () => {
    const nested = { detail: { state: { status: 'running', code: 1 } } };
    const dotted = { detail: { 'state.status': 'running', state: { code: 1 } } };
    for (const pattern of [
      { detail: { 'state.status': ['running'] } },
      { detail: { state: { status: ['running'], code: [1] } } },
      { 'detail.state.status': ['running'] },
    ]) {
      expect(matches(pattern, nested)).toBe(true);
      expect(matches(pattern, dotted)).toBe(true);
    }
    expect(matches({ 'detail.state.status': ['stopped'] }, dotted)).toBe(false);
    expect(matches({ detail: { state: { status: [{ exists: false }] } } }, dotted)).toBe(false);
  });
});

describe('$or', () => {
  test('combines with other fields and can be nested', () => {
    const pattern = {
      source: ['aws.cloudwatch'],
      $or: [
        { metricName: ['CPUUtilization', 'ReadLatency'] },
        { metricType: ['MetricType'], $or: [{ metricId: [1234] }, { spaceId: [1000] }] },
        { scope: ['Service'] },
      ],
    };
    const source = 'aws.cloudwatch';
    expect(matches(pattern, { source, metricName: 'ReadLatency' })).toBe(true);
    expect(matches(pattern, { source, metricType: 'MetricType', spaceId: 1000 })).toBe(true);
    expect(matches(pattern, { source, metricType: 'MetricType', spaceId: 1 })).toBe(false);
    expect(matches(pattern, { source, metricId: 1234 })).toBe(false);
    expect(matches(pattern, { scope: 'Service' })).toBe(false);
  });

  test('is an ordinary field unless it lists objects without operators', () => {
    expect(matches({ $or: { a: ['x'] } }, { $or: { a: 'x' } })).toBe(true);
    expect(matches({ $or: [{ prefix: 'x' }, 'y'] }, { $or: 'xyz' })).toBe(true);
    expect(refusal('{"$or":[{"a":["x"]}]}')).toBe('Unrecognized match type a');
  });

  test.each([
    [{ prefix: 'xy' }],
    [{ suffix: 'yz' }],
    [{ 'equals-ignore-case': 'XYZ' }],
    [{ 'anything-but': ['abc'] }],
    [{ exists: true }],
    [{ wildcard: 'x*z' }],
  ])('is an ordinary field if it lists the operator %j', (operator) => {
    expect(matches({ $or: [operator, operator] }, { $or: 'xyz' })).toBe(true);
  });

  test.each([
    [{ numeric: ['=', 5] }, 5],
    [{ cidr: '10.0.0.0/8' }, '10.1.2.3'],
  ])('is an ordinary field if it lists the operator %j', (operator, value) => {
    expect(matches({ $or: [operator, operator] }, { $or: value })).toBe(true);
  });

  test('allows a thousand combinations', () => {
    const ors = (...sizes: number[]) =>
      Object.fromEntries(
        sizes.map((size, index) => [
          `f${index}`,
          { $or: Array.from({ length: size }, (_, at) => ({ [`x${at}`]: [1] })) },
        ]),
      );
    expect(matches(ors(10, 10, 10), { f0: { x9: 1 }, f1: { x9: 1 }, f2: { x9: 1 } })).toBe(true);
    expect(refusal(JSON.stringify(ors(10, 10, 11)))).toMatch(/combinations of \$or are more than 1000/);
  });
});

test.each<[pattern: string, hits: string[], misses: string[]]>([
  ['10.0.0.0/24', ['10.0.0.0', '10.0.0.255'], ['10.0.1.0', '2001:db8::1', 'ten', '10.0.0', '010.0.0.1']],
  ['10.0.0.7/32', ['10.0.0.7'], ['10.0.0.6']],
  ['0.0.0.0/0', ['255.1.2.3'], ['::1']],
  ['2001:db8::/32', ['2001:db8::1', '2001:DB8:ffff::'], ['2001:db9::', '10.0.0.1', '']],
])('the block %s', (cidr, hits, misses) => {
  for (const ip of hits) expect(matches({ ip: [{ cidr }] }, { ip }), ip).toBe(true);
  for (const ip of misses) expect(matches({ ip: [{ cidr }] }, { ip }), ip).toBe(false);
});

test.each<[wildcard: string, hits: string[], misses: string[]]>([
  ['*', ['', 'x'], []],
  ['a*', ['a', 'ab'], ['ba', '']],
  ['*a*b*', ['ab', 'xaxbx'], ['ba', 'a']],
  ['a*a', ['aa', 'aba'], ['a']],
  ['*aab', ['aab', 'aaab'], ['aabx']],
  // The suffix must not overlap text that an earlier literal matched.
  ['*ab*b', ['abb', 'xabxb'], ['ab', 'xab']],
  ['\\*\\\\', ['*\\'], ['x\\', '*']],
  ['a\\**', ['a*', 'a*b'], ['ab']],
])('the wildcard %s', (wildcard, hits, misses) => {
  for (const x of hits) expect(matches({ x: [{ wildcard }] }, { x }), x).toBe(true);
  for (const x of misses) expect(matches({ x: [{ wildcard }] }, { x }), x).toBe(false);
});

test.each<[text: string, hits: string[], misses: string[]]>([
  ['straße', ['STRASSE', 'Straße', 'STRAßE'], ['strase']],
  ['Ⱥb', ['ⱥB', 'Ⱥb'], ['ab']],
])('%s in any case', (text, hits, misses) => {
  const pattern = { x: [{ 'equals-ignore-case': text }] };
  for (const x of hits) expect(matches(pattern, { x }), x).toBe(true);
  for (const x of misses) expect(matches(pattern, { x }), x).toBe(false);
});

// AWS docs: eb-create-pattern-operators, "between -5.0e9 and +5.0e9 inclusive".
test.each([5e9, -5e9])('%d is the limit of a numeric bound', (bound) => {
  expect(matches({ x: [{ numeric: ['=', bound] }] }, { x: bound })).toBe(true);
  expect(refusal(`{"x":[{"numeric":["=",${bound + Math.sign(bound)}]}]}`)).toMatch(
    /between -5\.0E9 and 5\.0E9/,
  );
});

test('a pattern may have 4,096 characters', () => {
  const pattern = (length: number) => `{"x":["${'x'.repeat(length - 10)}"]}`;
  expect(pattern(4096)).toHaveLength(4096);
  expect(matchesEventPattern(readEventPattern(pattern(4096)), { x: 'x'.repeat(4086) })).toBe(true);
  expect(refusal(pattern(4097))).toBe('The pattern has more than 4096 characters');
});

describe('an invalid pattern', () => {
  test.each([
    ['', 'It is empty'],
    ['{', 'It is not valid JSON, or nested too deeply'],
    [`${'{"a":'.repeat(70)}["x"]${'}'.repeat(70)}`, 'It is not valid JSON, or nested too deeply'],
    [`{"a":["${'x'.repeat(4096)}"]}`, 'The pattern has more than 4096 characters'],
    [`{"${'a.'.repeat(64)}a":[1]}`, 'Names are nested deeper than 64 levels'],
    ['["not", "a", "dict"]', 'Filter is not an object'],
    ['"text"', 'Filter is not an object'],
    ['null', 'Filter is not an object'],
    ['{}', 'Empty objects are not allowed'],
    ['{"detail":{}}', 'Empty objects are not allowed'],
    ['{"resources":[]}', 'Empty arrays are not allowed'],
    ['{"int":42}', '"int" must be an object or an array'],
    ['{"string":"my-value"}', '"string" must be an object or an array'],
    ['{"a":null}', '"a" must be an object or an array'],
    ['{"a":[["x"]]}', 'Match value must be String, number, true, false, or null'],
    ['{"a":[{}]}', 'Match expression name not found'],
    ['{"a":[{"prefix":"x","suffix":"y"}]}', 'Only one key allowed in match expression'],
    ['{"a":[{"EXISTS":true}]}', 'Unrecognized match type EXISTS'],
    ['{"a":[{"constructor":true}]}', 'Unrecognized match type constructor'],
    ['{"a":[{"exists":"yes"}]}', 'exists match pattern must be either true or false.'],
    ['{"a":[{"prefix":123}]}', 'prefix match pattern must be a string'],
    ['{"a":[{"prefix":["x"]}]}', 'prefix match pattern must be a string'],
    ['{"a":[{"prefix":{"wildcard":"x"}}]}', 'Unsupported prefix pattern: wildcard'],
    ['{"a":[{"suffix":{"equals-ignore-case":1}}]}', 'equals-ignore-case match pattern must be a string'],
    ['{"a":[{"suffix":[".png"]}]}', 'suffix match pattern must be a string'],
    ['{"a":[{"equals-ignore-case":["x"]}]}', 'equals-ignore-case match pattern must be a string'],
    ['{"a":[{"wildcard":123}]}', 'wildcard match pattern must be a string'],
    ['{"a":[{"wildcard":"a**b"}]}', 'Consecutive wildcard characters at pos 1'],
    ['{"a":[{"wildcard":"a\\\\nb"}]}', 'Invalid escape character at pos 1'],
    ['{"a":[{"wildcard":"a\\\\"}]}', 'Invalid escape character at pos 1'],
    ['{"a":[{"cidr":"10.0.0.0"}]}', "Malformed CIDR, one '/' required"],
    ['{"a":[{"cidr":"10.0.0.0/8/8"}]}', "Malformed CIDR, one '/' required"],
    ['{"a":[{"cidr":"10.0.0.0/x"}]}', 'Malformed CIDR, mask bits must be an integer'],
    ['{"a":[{"cidr":"10.0.0.0/33"}]}', 'Malformed CIDR, mask bits must not exceed 32'],
    ['{"a":[{"cidr":"10.0/8"}]}', 'Nonstandard IP address: 10.0'],
    ['{"a":[{"cidr":"::1/129"}]}', 'Malformed CIDR, mask bits must not exceed 128'],
    ['{"a":[{"cidr":8}]}', 'cidr match pattern must be a string'],
    ['{"a":[{"numeric":5}]}', 'Value of numeric must be an array.'],
    ['{"a":[{"numeric":[]}]}', 'Invalid member in numeric match: ]'],
    ['{"a":[{"numeric":[5]}]}', 'Invalid member in numeric match: 5'],
    // Values that JavaScript cannot turn into a text.
    ['{"a":[{"numeric":[{"toString":1}]}]}', 'Invalid member in numeric match: {'],
    ['{"a":[{"numeric":[[{"toString":1}]]}]}', 'Invalid member in numeric match: ['],
    ['{"a":[{"numeric":[">",1,{"toString":1}]}]}', 'Bad value in numeric range: {'],
    ['{"a":[{"numeric":[">",1,[{"valueOf":1,"toString":1}]]}]}', 'Bad value in numeric range: ['],
    ['{"a":[{"numeric":["!",5]}]}', 'Unrecognized numeric range operator: !'],
    ['{"a":[{"numeric":["="]}]}', 'Value of equals must be numeric'],
    ['{"a":[{"numeric":["<","5"]}]}', 'Value of < must be numeric'],
    ['{"a":[{"numeric":["<",5,">",0]}]}', 'Too many elements in numeric expression'],
    ['{"a":[{"numeric":["=",5,"<",9]}]}', 'Too many elements in numeric expression'],
    ['{"a":[{"numeric":[">",0,">",0]}]}', 'Bad numeric range operator: >'],
    ['{"a":[{"numeric":[">",0,5]}]}', 'Bad value in numeric range: 5'],
    ['{"a":[{"numeric":[">",0,"<"]}]}', 'Value of < must be numeric'],
    ['{"a":[{"numeric":[">",5,"<",5]}]}', 'Bottom must be less than top'],
    ['{"a":[{"numeric":[">",0,"<",5,"<",6]}]}', 'Too many terms in numeric range expression'],
    ['{"a":[{"numeric":["<",5000000001]}]}', 'Value must be between -5.0E9 and 5.0E9, inclusive'],
    [
      '{"a":[{"anything-but":true}]}',
      'Value of anything-but must be an array or single string/number value.',
    ],
    ['{"a":[{"anything-but":[]}]}', 'Empty arrays are not allowed'],
    ['{"a":[{"anything-but":[null]}]}', 'Inside anything but list, start|null|boolean is not supported.'],
    [
      '{"a":[{"anything-but":["x",1]}]}',
      'Inside anything but list, either all values are number or string, mixed type is not supported',
    ],
    ['{"a":[{"anything-but":{}}]}', 'Only one key allowed in match expression'],
    ['{"a":[{"anything-but":{"numeric":["=",5]}}]}', 'Unsupported anything-but pattern: numeric'],
    ['{"a":[{"anything-but":{"prefix":""}}]}', 'Null prefix/suffix not allowed'],
    ['{"a":[{"anything-but":{"suffix":123}}]}', 'prefix/suffix match pattern must be a string'],
    ['{"a":[{"anything-but":{"prefix":[123,"x"]}}]}', 'prefix/suffix match pattern must be a string'],
    ['{"a":[{"anything-but":{"prefix":[]}}]}', 'Empty arrays are not allowed'],
    [
      '{"a":[{"anything-but":{"prefix":{"equals-ignore-case":"file"}}}]}',
      'Value of anything-but must be an array or single string/number value.',
    ],
    ['{"a":[{"anything-but":{"wildcard":[123]}}]}', 'wildcard match pattern must be a string'],
    [
      '{"a":[{"anything-but":{"equals-ignore-case":123}}]}',
      'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.',
    ],
  ])('%s', (text, reason) => {
    expect(refusal(text)).toBe(reason);
  });
});
