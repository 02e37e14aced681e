/** Returns the path and query of a request line, which may have a scheme and a host in front (RFC 9112, 3.2.2). */
export const originForm = (url = '/'): string =>
  url.startsWith('/') ? url : url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
