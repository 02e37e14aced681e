import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { expect, test } from 'vitest';
import { matchesEventPattern, readEventPattern } from '../../../src/kit/pattern/event-pattern.ts';

/** Without an IPv4 address at the end, which the library takes for a mapped one also after `::` alone. */
const ipV6 = fc.ipV6().filter((text) => !text.includes('.'));
const bits = (max: number) => fc.integer({ min: 0, max });
const address = fc.oneof(
  fc.tuple(fc.ipV4(), bits(32)),
  fc.tuple(ipV6, bits(128)),
  fc.tuple(
    fc.ipV4().map((text) => `::ffff:${text}`),
    bits(128),
  ),
  fc.tuple(
    ipV6.map((text) => text.toUpperCase()),
    bits(128),
  ),
);

/** As the library for addresses answers. */
const isWithin = (text: string, base: string, length: number): boolean => {
  const [given, block] = [ipaddr.parse(text), ipaddr.parse(base)];
  return given.kind() === block.kind() && given.match(block as never, length);
};

test('blocks contain the addresses that a library for addresses finds in one of them', () => {
  fc.assert(
    fc.property(
      fc.array(address, { minLength: 1, maxLength: 6 }),
      fc.array(address, { maxLength: 6 }),
      (blocks, others) => {
        const pattern = readEventPattern(
          JSON.stringify({ ip: blocks.map(([base, length]) => ({ cidr: `${base}/${length}` })) }),
        );
        for (const [ip] of [...blocks, ...others]) {
          const expected = blocks.some(([base, length]) => isWithin(ip, base, length));
          expect(matchesEventPattern(pattern, { ip }), ip).toBe(expected);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

test.each([
  ['the last address of one block is the first of no other', '2001:db8::/127', '2001:db8::1', '2001:db8::2'],
  ['a zone is ignored', 'fe80::/10', 'fe80::1%eth0', 'febf::1%a.b%c'],
  ['a mapped address is IPv6', '::ffff:10.0.0.0/104', '::ffff:10.9.9.9', '10.9.9.9'],
  ['an IPv4 address may end one', '::/96', '::10.0.0.1', '::1:0:10.0.0.1'],
  ['a block within another adds nothing', '10.0.0.0/8', '10.255.255.255', '11.0.0.0'],
])('%s', (_what, cidr, hit, miss) => {
  const pattern = readEventPattern(JSON.stringify({ ip: [{ cidr }, { cidr: '10.1.0.0/16' }] }));
  expect(matchesEventPattern(pattern, { ip: hit })).toBe(true);
  expect(matchesEventPattern(pattern, { ip: miss })).toBe(false);
});
