import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../../src/kit/http/addresses.ts';

/** The blocks of IANA's iana-ipv4-special-registry that are not for the public internet, and multicast. */
const SPECIAL_IPV4 = [
  ...['0.0.0.0-0.255.255.255', '10.0.0.0-10.255.255.255', '100.64.0.0-100.127.255.255'],
  ...['127.0.0.0-127.255.255.255', '169.254.0.0-169.254.255.255', '172.16.0.0-172.31.255.255'],
  ...['192.0.0.0-192.0.0.255', '192.0.2.0-192.0.2.255', '192.31.196.0-192.31.196.255'],
  ...['192.52.193.0-192.52.193.255', '192.88.99.0-192.88.99.255', '192.168.0.0-192.168.255.255'],
  ...['192.175.48.0-192.175.48.255', '198.18.0.0-198.19.255.255', '198.51.100.0-198.51.100.255'],
  ...['203.0.113.0-203.0.113.255', '224.0.0.0-239.255.255.255', '240.0.0.0-255.255.255.255'],
].map((block) => block.split('-') as [first: string, last: string]);

/** The first and last address of blocks of iana-ipv6-special-registry and iana-ipv6-address-space. */
const SPECIAL_IPV6: readonly [what: string, first: string, last: string][] = [
  ['IPv4-compatible', '::', '::ffff:ffff'],
  ['loopback', '::1', '::1'],
  ['between them and the mapped', '::1:0:0', '::fffe:ffff:ffff'],
  ['IPv4-translated', '::ffff:0:0:0', '::ffff:0:ffff:ffff'],
  ['translation for local use', '64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff'],
  ['beside the translated', '64:ff9b:0:0:0:1::', '64:ff9b::ffff:ffff:ffff:ffff'],
  ['discard only', '100::', '100::ffff:ffff:ffff:ffff'],
  ['dummy prefix', '100:0:0:1::', '100:0:0:1:ffff:ffff:ffff:ffff'],
  ['Teredo', '2001::', '2001:0:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['protocol assignments', '2001:1::1', '2001:1::3'],
  ['benchmarking', '2001:2::', '2001:2:0:ffff:ffff:ffff:ffff:ffff'],
  ['AS112', '2001:4:112::', '2001:4:112:ffff:ffff:ffff:ffff:ffff'],
  ['ORCHID', '2001:10::', '2001:1f:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['ORCHIDv2', '2001:20::', '2001:2f:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['drone ids', '2001:30::', '2001:3f:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['all protocol assignments', '2001:40::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['documentation', '2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['6to4', '2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['6to4 of a public address', '2002:808:808::1', '2002:808:808::1'],
  ['direct delegation AS112', '2620:4f:8000::', '2620:4f:8000:ffff:ffff:ffff:ffff:ffff'],
  ['more documentation', '3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['not allocated', '4000::', '5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['segment routing', '5f00::', '5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['not allocated', '6000::', 'fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['unique local', 'fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['link-local', 'fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['site-local', 'fec0::', 'feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['multicast', 'ff00::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
];

const isPublic = (addresses: readonly string[]) =>
  Object.fromEntries(addresses.map((one) => [one, isPublicAddress(one)]));
const all = (addresses: readonly string[], is: boolean) =>
  Object.fromEntries(addresses.map((one) => [one, is]));

const numberOf = (ipv4: string): number => ipv4.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const ipv4Of = (number: number): string =>
  [24, 16, 8, 0].map((shift) => (number / 2 ** shift) & 255).join('.');
const groupsOf = (ipv4: string): string => {
  const number = numberOf(ipv4);
  return `${Math.floor(number / 65_536).toString(16)}:${(number % 65_536).toString(16)}`;
};
const isSpecial = (number: number): boolean =>
  number === numberOf('168.63.129.16') ||
  SPECIAL_IPV4.some(([first, last]) => numberOf(first) <= number && number <= numberOf(last));

describe('of IPv4', () => {
  test.each(SPECIAL_IPV4)('%s to %s are not public', (first, last) => {
    expect(isPublic([first, last])).toEqual(all([first, last], false));
    const beside = [numberOf(first) - 1, numberOf(last) + 1].filter(
      (one) => one >= 0 && one < 2 ** 32 && !isSpecial(one),
    );
    expect(isPublic(beside.map(ipv4Of))).toEqual(all(beside.map(ipv4Of), true));
  });

  test('all others are, and none in any notation that embeds one', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const is = !isSpecial(numberOf(address));
        expect(isPublicAddress(address)).toBe(is);
        const groups = groupsOf(address);
        const same = [`::ffff:${address}`, `::ffff:${groups}`, `64:ff9b::${address}`, `64:ff9b::${groups}`];
        expect(isPublic(same)).toEqual(all(same, is));
        const never = [
          `::${groups}`,
          `2002:${groups}::1`,
          `64:ff9b:1::${groups}`,
          `::ffff:0:${groups}`,
          `2001:0:${groups}::`,
        ];
        expect(isPublic(never)).toEqual(all(never, false));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each(['10.0.0.1', '127.0.0.1', '169.254.169.254', '192.168.0.1'])(
    '%s is not in a notation of IPv6',
    (address) => {
      const embedded = [
        `::${address}`,
        `::${groupsOf(address)}`,
        `::ffff:${address}`,
        `64:ff9b::${address}`,
        `2002:${groupsOf(address)}::`,
      ];
      expect(isPublic(embedded)).toEqual(all(embedded, false));
    },
  );
});

describe('of IPv6', () => {
  test.each(SPECIAL_IPV6)('%s addresses are not public: %s to %s', (_what, first, last) => {
    expect(isPublic([first, last])).toEqual(all([first, last], false));
  });

  test.each([
    '2000::1',
    '2001:200::1',
    '2003::1',
    '2606:4700:4700::1111',
    '2a00:1450:4001:81b::200e',
    '3ffe:ffff::1',
  ])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));
});
