/**
 * Headers that decide where a message ends or that concern one connection only, in lower case. Whoever writes one of them
 * into a request of another can make the next request on that connection the rest of this one. Sources: RFC 9110, 7.6.1
 * and 10.1; RFC 9112, 6.
 */
const FRAMING: ReadonlySet<string> = new Set([
  ...['connection', 'content-length', 'expect', 'host', 'http2-settings', 'keep-alive', 'te', 'trailer'],
  ...['transfer-encoding', 'upgrade'],
]);

/** Whether only the client itself may write a header: one that frames the message, of the connection, or of a proxy. */
export const isFramingHeader = (name: string): boolean => {
  const lower = name.trim().toLowerCase();
  return FRAMING.has(lower) || lower.startsWith('proxy-');
};

/** Whether a text is a token, as the name of a header has to be. RFC 9110, 5.1. */
export const isHeaderName = (name: string): boolean => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name);

/** Returns the headers that a user may write, without those that only the client may. */
export const withoutFraming = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !isFramingHeader(name)));
