import ipaddr from 'ipaddr.js';

/** Internal cloud services in the public address range: Azure's metadata and DNS. */
const CLOUD_ADDRESSES = new Set(['168.63.129.16']);

/**
 * Whether an IP address is on the public internet. False for loopback, private, link-local (cloud metadata), unique-local,
 * carrier-grade NAT, multicast and reserved addresses, for IPv6 addresses that map to these, and for invalid text.
 */
export const isPublicAddress = (address: string): boolean => {
  const zone = address.indexOf('%');
  const bare = zone < 0 ? address : address.slice(0, zone);
  if (!ipaddr.isValid(bare)) return false;
  const parsed = ipaddr.process(bare);
  return parsed.range() === 'unicast' && !CLOUD_ADDRESSES.has(parsed.toString());
};
