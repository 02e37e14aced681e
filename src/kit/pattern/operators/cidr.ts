import ipaddr from 'ipaddr.js';
import { invalid } from './invalid.ts';

/**
 * Parses a CIDR block such as `10.0.0.0/24` or `2001:db8::/32`. Returns a test for text that is an address in the block.
 * @throws InvalidEventPatternException if the block is malformed
 */
export const readCidr = (block: string): ((text: string) => boolean) => {
  const [address = '', bits = '', ...rest] = block.split('/');
  if (!block.includes('/') || rest.length > 0) throw invalid("Malformed CIDR, one '/' required");
  if (!/^\d{1,9}$/.test(bits)) throw invalid('Malformed CIDR, mask bits must be an integer');
  const base = readAddress(address);
  if (!base) throw invalid(`Nonstandard IP address: ${address}`);
  const most = base.kind() === 'ipv4' ? 32 : 128;
  if (Number(bits) > most) throw invalid(`Malformed CIDR, mask bits must not exceed ${most}`);
  return (text) => {
    const given = readAddress(text);
    return given !== undefined && given.kind() === base.kind() && given.match(base, Number(bits));
  };
};

/** Accepts the usual notations only: four decimal numbers, or IPv6. */
const readAddress = (text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined => {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return text.includes(':') && ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : undefined;
};
