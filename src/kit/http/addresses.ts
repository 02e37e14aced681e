import ipaddr from 'ipaddr.js';

/** Internal cloud services in the public address range: Azure's metadata and DNS. */
const CLOUD_ADDRESSES = new Set(['168.63.129.16']);

/** All public IPv6 addresses: the rest is special or not allocated. IANA: ipv6-address-space, "Global Unicast". */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
/** Addresses of IPv4 hosts behind a translator: their last 32 bits are the IPv4 address. RFC 6052, 2.1. */
const TRANSLATED = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/**
 * Whether an IP address is on the public internet. False for loopback, private, link-local (cloud metadata), unique-local,
 * carrier-grade NAT, multicast and reserved addresses, for IPv6 addresses that contain one of these or may (mapped,
 * compatible, translated, 6to4, Teredo), and for invalid text. Sources: IANA's registries iana-ipv4-special-registry and
 * iana-ipv6-special-registry.
 */
export const isPublicAddress = (address: string): boolean => {
  const zone = address.indexOf('%');
  const bare = zone < 0 ? address : address.slice(0, zone);
  if (!ipaddr.isValid(bare)) return false;
  const parsed = ipaddr.process(bare);
  return parsed instanceof ipaddr.IPv6 ? isPublicIPv6(parsed) : isPublicIPv4(parsed);
};

/** The ranges of the library are those of the registry, and every range has a name but `unicast`. */
const isPublicIPv4 = (address: ipaddr.IPv4): boolean =>
  address.range() === 'unicast' && !CLOUD_ADDRESSES.has(address.toString());

const isPublicIPv6 = (address: ipaddr.IPv6): boolean => {
  if (address.match(TRANSLATED)) return isPublicIPv4(new ipaddr.IPv4(address.toByteArray().slice(12)));
  return address.match(GLOBAL_UNICAST) && address.range() === 'unicast';
};
