/** Returns a new client token. Works without HTTPS too, where browsers have no `crypto.randomUUID`. */
export const newClientToken = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
