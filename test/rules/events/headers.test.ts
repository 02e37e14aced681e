import { validateHeaderName } from 'node:http';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFramingHeader, isHeaderName, withoutFraming } from '../../../src/kit/http/headers.ts';
import { connectionHeaderFaults, targetHeaderFaults } from '../../../src/rules/events/headers.ts';

const FRAMING = [
  ...['Connection', 'Content-Length', 'Expect', 'Host', 'HTTP2-Settings', 'Keep-Alive', 'TE', 'Trailer'],
  ...['Transfer-Encoding', 'Upgrade', 'Proxy-Connection', 'Proxy-Authorization', 'Proxy-Anything'],
];
const HARMLESS = [
  'Authorization',
  'Accept',
  'Content-Type',
  'Hostname',
  'X-Host',
  'Tea',
  'X-Content-Length',
  'Proxy',
];

const anyCase = (name: string) =>
  fc.mixedCase(fc.constant(name), {
    toggleCase: (letter) => (letter.toUpperCase() === letter ? letter.toLowerCase() : letter.toUpperCase()),
  });

const refused = (name: string) =>
  `Reason: The header ${name} is not permitted, because it belongs to the connection that carries the request.`;
const destination = 'arn:aws:events:us-east-1:111111111111:api-destination/d/0';
const gateway = 'arn:aws:execute-api:us-east-1:111111111111:api/stage/GET/pets';

describe('a header that frames a request', () => {
  test.each(FRAMING)('%s is refused in every place, and left out, in any case', (name) => {
    fc.assert(
      fc.property(anyCase(name), (written) => {
        const HeaderParameters = [{ Key: written, Value: 'x' }];
        const oauth = { OAuthHttpParameters: { HeaderParameters } } as never;
        expect([
          ...connectionHeaderFaults({
            ApiKeyAuthParameters: { ApiKeyName: ` ${written}\t`, ApiKeyValue: 'x' },
          }),
          ...connectionHeaderFaults({ OAuthParameters: oauth }),
          ...connectionHeaderFaults({ InvocationHttpParameters: { HeaderParameters } }),
          ...targetHeaderFaults({
            Arn: destination,
            HttpParameters: { HeaderParameters: { [written]: 'x' } },
          }),
        ]).toEqual(
          ['ApiKeyName', 'OAuthHttpParameters', 'InvocationHttpParameters', 'HttpParameters'].map(
            (where) => `Parameter ${where} is not valid. ${refused(written)}`,
          ),
        );
        expect(withoutFraming({ [written]: 'x', 'x-other': 'y' })).toEqual({ 'x-other': 'y' });
      }),
      { numRuns: 30 },
    );
  });

  test.each(HARMLESS)('%s is none', (name) => {
    expect(isFramingHeader(name)).toBe(false);
    expect(connectionHeaderFaults({ ApiKeyAuthParameters: { ApiKeyName: name, ApiKeyValue: 'x' } })).toEqual(
      [],
    );
  });
});

test('a name is valid if Node writes it', () => {
  const writes = (name: string): boolean => {
    try {
      validateHeaderName(name);
      return true;
    } catch {
      return false;
    }
  };
  const name = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'aZ09-_.!~,:;() \r\n\0\té') }));
  fc.assert(
    fc.property(name, (text) => isHeaderName(text) === writes(text)),
    { numRuns: 2_000 },
  );
});

test.each(['a\r\nContent-Length: 5', 'a\nb', 'a\0b'])('the value %j is refused', (Value) => {
  const HeaderParameters = [{ Key: 'X-Text', Value }];
  expect(connectionHeaderFaults({ InvocationHttpParameters: { HeaderParameters } })).toEqual([
    'Parameter InvocationHttpParameters is not valid. Reason: The value of X-Text has a line break or U+0000.',
  ]);
});

test('an API key is refused with a line break, and accepted with what the model of the service allows', () => {
  const faults = (ApiKeyName: string, ApiKeyValue = 'x') =>
    connectionHeaderFaults({ ApiKeyAuthParameters: { ApiKeyName, ApiKeyValue } });
  const reason = 'Reason: The name or the value has a line break or U+0000.';
  expect(faults('a\r\nHost')).toEqual([`Parameter ApiKeyAuthParameters is not valid. ${reason}`]);
  expect(faults('a', 'b\nc')).toEqual([`Parameter ApiKeyAuthParameters is not valid. ${reason}`]);
  expect(faults('my key\té')).toEqual([]);
});

test.each(['Authorization', 'Via', 'X-Amz-Date', 'x-amzn-trace-id', 'X-Forwarded-For', 'WWW-Authenticate'])(
  'API Gateway permits no %s, an API destination does',
  (name) => {
    const HttpParameters = { HeaderParameters: { [name]: 'x' } };
    expect(targetHeaderFaults({ Arn: destination, HttpParameters })).toEqual([]);
    expect(targetHeaderFaults({ Arn: gateway, HttpParameters })).toEqual([
      `Parameter HttpParameters is not valid. Reason: API Gateway does not permit the header ${name}.`,
    ]);
  },
);
