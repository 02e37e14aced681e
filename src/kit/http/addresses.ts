import ipaddr from 'ipaddr.js';

/** Services of clouds at addresses that are public by their number: Azure's metadata and DNS. */
const CLOUD_ADDRESSES = new Set(['168.63.129.16']);

/**
 * Whether an IP address is one of the public internet. Not loopback, private, link-local (which cloud metadata are),
 * unique-local, carrier-grade NAT, multicast, reserved, nor IPv6 that stands for an IPv4 address somewhere else.
 */
export const isPublicAddress = (address: string): boolean => {
  const zone = address.indexOf('%');
  const bare = zone < 0 ? address : address.slice(0, zone);
  if (!ipaddr.isValid(bare)) return false;
  const parsed = ipaddr.process(bare);
  return parsed.range() === 'unicast' && !CLOUD_ADDRESSES.has(parsed.toString());
};
