import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { remember } from '../flow/remember.ts';
import type { Networks } from './networks.ts';

/** Where requests come from, with the proxies in between that are trusted to tell. */
export interface Peers {
  /** Returns the client's IP address; IPv4 if it maps to IPv4; empty if the connection was gone before anyone asked. */
  sourceIp(request: IncomingMessage): string;
  /** Whether the client's connection uses TLS. */
  isSecure(request: IncomingMessage): boolean;
}

/**
 * Reads `X-Forwarded-For` and `X-Forwarded-Proto` of trusted proxies only, because anyone can send these headers. Each
 * proxy appends the address that it saw, so the client is the last address in the list that is no trusted proxy.
 */
export const createPeers = (trustedProxies: Networks): Peers => ({
  sourceIp: ({ socket, headers }) => {
    let address = plainAddress(socket.remoteAddress ?? '');
    const told = headers['x-forwarded-for'];
    if (told === undefined || !trustedProxies.has(address)) return address;
    const seen = (Array.isArray(told) ? told.join(',') : told).split(',');
    while (trustedProxies.has(address)) {
      const before = plainAddress(seen.pop()?.trim() ?? '');
      if (before === '') break;
      address = before;
    }
    return address;
  },
  isSecure: ({ socket, headers }) => {
    if ((socket as Partial<TLSSocket>).encrypted) return true;
    const told = headers['x-forwarded-proto'];
    if (told === undefined || !trustedProxies.has(plainAddress(socket.remoteAddress ?? ''))) return false;
    // The last one is what the trusted proxy itself said.
    return /(^|,)\s*https\s*$/i.test(String(told));
  },
});

/** Of addresses, which come again and again. */
const KEPT_CHARACTERS = 65_536;

/** Removes a port, brackets, a zone and the prefix of mapped IPv4. Returns an empty text if it is no address. */
const plainAddress = remember((text): string => {
  const [, inBrackets, withPort] = /^\[([^\]]*)\](?::\d+)?$|^([^:]*):\d+$/.exec(text) ?? [];
  const address = (inBrackets ?? withPort ?? text).replace(/%.*$/s, '');
  if (isIP(address) === 0) return '';
  return address.replace(/^::ffff:(?=\d+(?:\.\d+){3}$)/i, '');
}, KEPT_CHARACTERS);
