import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** The names by which a server may be called: `any`, or these besides loopback names and its own addresses. */
export type AllowedHosts = 'any' | readonly string[];

/**
 * Returns why a request is refused for the host that it names, or undefined. Costs a comparison if the host is that of
 * the request before.
 */
export type HostCheck = (request: IncomingMessage) => string | undefined;

/**
 * Prevents DNS rebinding: the owner of a web page can make its name resolve to this server, and the browser then treats both
 * as one origin, but it still sends that name as the Host.
 *
 * Accepted are loopback names and addresses, the address that the connection came in on (a page cannot rebind an address),
 * the address or name that the server listens on, and the allowed names, each with any port. An absolute-form request line
 * names a host as well (RFC 9112, 3.2.2).
 * @param allowed in the form that `readAllowedHosts` returns
 * @param listensOn the name or address that the server was told to listen on
 */
export const createHostCheck = (allowed: AllowedHosts, listensOn: string): HostCheck => {
  if (allowed === 'any') return () => undefined;
  const names = new Set([...allowed, listensOn.toLowerCase()]);
  let lastGood: string | undefined;
  const isGood = (host: string, { socket }: IncomingMessage): boolean => {
    if (host === lastGood) return true;
    const name = hostNameOf(host);
    if (name === undefined) return false;
    if (isLoopbackName(name) || names.has(name)) {
      lastGood = host;
      return true;
    }
    // Not remembered, because it is good on this connection only.
    return name === socket.localAddress?.replace(/^::ffff:(?=\d+\.)/i, '');
  };
  return (request) => {
    const { url = '', headers } = request;
    const { host } = headers;
    if (host === undefined) return NO_HOST;
    if (!isGood(host, request)) return refusalOf(host);
    if (url.startsWith('/') || url === '*') return undefined;
    const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1] ?? '';
    return isGood(authority, request) ? undefined : refusalOf(authority);
  };
};

/** Whether a name, or an IP address without brackets, means this machine alone. RFC 6761, 6.3: `localhost` and all below it. */
export const isLoopbackName = (name: string): boolean =>
  name === 'localhost' ||
  name.endsWith('.localhost') ||
  name === '::1' ||
  (isIP(name) === 4 && name.startsWith('127.'));

/**
 * Reads the name or the IP address of a Host header: in lower case, without a port, brackets or the dot of a full name.
 * Returns undefined for anything else, such as one with a user name or a zone.
 */
export const hostNameOf = (host: string): string | undefined => nameOf(host.replace(/:\d{0,5}$/, ''));

const nameForm = /^(?:\[([0-9a-f:.]{2,45})\]|([a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9_-])?)\.?)$/i;

const nameOf = (text: string): string | undefined => {
  const [, address = '', name] = nameForm.exec(text) ?? [];
  if (name !== undefined) return name.toLowerCase();
  return isIP(address) === 6 ? normalIpv6(address) : undefined;
};

/** Returns the one form of an IPv6 address that browsers send. */
const normalIpv6 = (address: string): string => new URL(`http://[${address}]`).hostname.slice(1, -1);

/**
 * Validates the names of `--allowed-host`; `*` allows any.
 * @throws Error that says what is wrong
 */
export const readAllowedHosts = (texts: readonly string[]): AllowedHosts => {
  if (texts.includes('*')) return 'any';
  return texts.map((text) => {
    const name = nameOf(isIP(text) === 6 ? `[${text}]` : text);
    if (name !== undefined) return name;
    throw new Error(`${text} is no name or address such as cosell.example, without a port; * allows any.`);
  });
};

const NO_HOST =
  'The request does not say which host it is for, so it may come from a web page through a name of its own (DNS ' +
  'rebinding). Send a Host header.';

/** Names the flag to use, if the host is a name. Others are not repeated. */
const refusalOf = (host: string): string => {
  const name = hostNameOf(host);
  const what = name === undefined ? 'the host that the request names' : `the host ${name}`;
  const flag = name === undefined ? '--allowed-host <name>' : `--allowed-host ${name}`;
  return (
    `This server does not answer for ${what}: a web page could reach it through a name of its own (DNS rebinding). ` +
    `Call it as 127.0.0.1 or localhost, or start it with ${flag} (COSELL_ALLOWED_HOST) if it has that name.`
  );
};
