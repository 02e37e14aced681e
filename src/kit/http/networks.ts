import { BlockList, isIP } from 'node:net';

/** A set of addresses and networks. */
export interface Networks {
  /** Whether an IP address, without a zone, is in one of the networks. False for text that is no address. */
  has(address: string): boolean;
}

/**
 * Reads networks such as `10.0.0.0/8`, `2001:db8::/32` or `192.0.2.7`. An IPv4 network also has the IPv6 addresses that map
 * to it.
 * @throws Error that names the text that is no network
 */
export const readNetworks = (texts: readonly string[]): Networks => {
  const list = new BlockList();
  for (const text of texts) {
    const [, address = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
    const version = isIP(address);
    const bits = version === 4 ? 32 : 128;
    if (version === 0 || Number(prefix ?? 0) > bits) {
      throw new Error(`${text} is no address or network such as 10.0.0.0/8.`);
    }
    list.addSubnet(address, prefix === undefined ? bits : Number(prefix), version === 4 ? 'ipv4' : 'ipv6');
  }
  return {
    has: (address) => {
      const version = isIP(address);
      return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6');
    },
  };
};
