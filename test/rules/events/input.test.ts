import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inputOf, templateFaults } from '../../../src/rules/events/input.ts';

const event = {
  version: '0',
  id: '7bf73129-1428-4cd3-a780-95db273d1602',
  'detail-type': 'EC2 Instance State-change Notification',
  source: 'aws.ec2',
  resources: ['arn:aws:ec2:us-east-1:123456789012:instance/i-abcd1111', 'second'],
  detail: {
    'instance-id': 'i-0123456789',
    state: 'RUNNING',
    quote: 'a "quoted" \\ line\nend',
    count: 3,
    isOn: true,
    nothing: null,
    nested: { list: [{ id: 1 }, { id: 2 }] },
    empty: [],
  },
};
const about = {
  ruleName: 'rule-1',
  ruleArn: 'arn:aws:events:us-east-1:123456789012:rule/rule-1',
  ingestionTime: '2026-11-23T09:30:00.000Z',
};
const transform = (InputTemplate: string, InputPathsMap: Record<string, string> = {}) =>
  inputOf({ InputTransformer: { InputTemplate, InputPathsMap } }, event, about);

test('without options, the whole event', () => {
  expect(JSON.parse(inputOf({}, event, about))).toEqual(event);
});

test('a constant is sent as it is', () => {
  expect(inputOf({ Input: '{ "a":  1 }' }, event, about)).toBe('{ "a":  1 }');
});

describe('InputPath', () => {
  test.each<[path: string, text: unknown]>([
    ['$', event],
    ['$.detail', event.detail],
    ['$.detail.state', 'RUNNING'],
    ['$.detail-type', event['detail-type']],
    ['$.detail.instance-id', 'i-0123456789'],
    ['$.resources[1]', 'second'],
    ['$.detail.nested.list[0].id', 1],
    ['$.detail.nested.list[*].id', [1, 2]],
    ['$.detail.nested.*', [event.detail.nested.list]],
    // A wildcard over an empty list gives null, not an empty list.
    ['$.detail.empty[*]', null],
    ['$.detail.empty.*', null],
    ['$.detail.empty', []],
    ['$.detail.nothing', null],
    ['$.detail.missing', null],
    ['$.resources[2]', null],
    ['$.resources.length', null],
    ['$.detail.state[0]', null],
    ['$.constructor', null],
  ])('%s', (path, expected) => {
    expect(JSON.parse(inputOf({ InputPath: path }, event, about))).toEqual(expected);
  });
});

describe('InputTransformer', () => {
  const paths = {
    instance: '$.detail.instance-id',
    state: '$.detail.state',
    quote: '$.detail.quote',
    count: '$.detail.count',
    isOn: '$.detail.isOn',
    nested: '$.detail.nested',
    nothing: '$.detail.nothing',
    missing: '$.detail.missing',
  };

  test('a JSON template gets values as JSON', () => {
    const template = '{"i": <instance>, "c": <count>, "b": [<isOn>], "n": {"x": <nested>}}';
    expect(JSON.parse(transform(template, paths))).toEqual({
      i: 'i-0123456789',
      c: 3,
      b: [true],
      n: { x: event.detail.nested },
    });
  });

  test('values inside quotes become part of the text', () => {
    const template = '{"text": "<instance> is <state>: <quote> <nested> <count>"}';
    expect(JSON.parse(transform(template, paths))).toEqual({
      text: `i-0123456789 is RUNNING: ${event.detail.quote} ${JSON.stringify(event.detail.nested)} 3`,
    });
  });

  test('a missing or null value is empty', () => {
    expect(JSON.parse(transform('{"a": <missing>, "b": "x<missing>y<nothing>"}', paths))).toEqual({
      a: '',
      b: 'xy',
    });
  });

  test('a text template keeps its quotes and lines', () => {
    expect(transform('"<instance> is in <state>"\n"<count><missing>"', paths)).toBe(
      '"i-0123456789 is in RUNNING"\n"3"',
    );
    expect(transform('<instance> is in <state>: <nested>', paths)).toBe(
      `i-0123456789 is in RUNNING: ${JSON.stringify(event.detail.nested)}`,
    );
  });

  test('the names that EventBridge reserves', () => {
    const template =
      '{"name": <aws.events.rule-name>, "arn": "<aws.events.rule-arn>", "at": <aws.events.event.ingestion-time>,' +
      ' "all": <aws.events.event.json>, "envelope": <aws.events.event>}';
    const { detail, ...envelope } = event;
    expect(JSON.parse(transform(template))).toEqual({
      name: about.ruleName,
      arn: about.ruleArn,
      at: about.ingestionTime,
      all: event,
      envelope,
    });
  });

  test('text that is no placeholder stays', () => {
    expect(transform('{"a": "<b>bold</b> <unknown> 1 < 2 > <instance>"}', paths)).toBe(
      '{"a": "<b>bold</b> <unknown> 1 < 2 > i-0123456789"}',
    );
  });

  test('placeholders within values are not filled', () => {
    const input = inputOf(
      { InputTransformer: { InputTemplate: '{"a": "<x>"}', InputPathsMap: { x: '$.x', y: '$.y' } } },
      { x: '<y>', y: 'secret' },
      about,
    );
    expect(input).toBe('{"a": "<y>"}');
  });

  test('a JSON template stays valid JSON for any value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (x) => {
        const options = {
          InputTransformer: { InputTemplate: '{"a": <x>, "b": "[<x>]"}', InputPathsMap: { x: '$.x' } },
        };
        const { a, b } = JSON.parse(inputOf(options, { x }, about));
        expect(a).toEqual(JSON.parse(JSON.stringify(x ?? '')));
        const text = typeof x === 'string' ? x : x === null ? '' : JSON.stringify(x);
        expect(b).toBe(`[${text}]`);
      }),
    );
  });
});

test('a placeholder is no key of an object, nor of one inside', () => {
  const faultsOf = (InputTemplate: string) =>
    templateFaults('t', { InputTemplate, InputPathsMap: { x: '$.source' } });
  expect(faultsOf('{"a": <x>, "b": [{"c": "<x>"}]}')).toEqual([]);
  for (const template of ['{"<x>": 1}', '{"a": {"<x>": 1}}', '{"a": [{"b": {"of <x>": 1}}]}']) {
    expect(faultsOf(template)).toEqual([
      'Invalid InputTemplate for target t : it is neither JSON nor texts in quotes.',
    ]);
  }
});
