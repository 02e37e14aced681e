/** What the console may load: files of this server, and nothing inline. Cloudscape's own fonts and images are `data:` and `blob:`. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self' data:",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "form-action 'self'",
  // The server writes the page's base, relative to the requested path.
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The headers of every response. OWASP: "HTTP Security Response Headers Cheat Sheet"; Cloudscape: "Content security policy".
 * None of them affects pages that CORS allows to call.
 */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  // No page of another origin may load a response as an image, a script or a frame.
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Added over TLS: RFC 6797. Not for loopback names: a browser would then refuse plain HTTP on every port of its machine. */
export const STRICT_TRANSPORT_SECURITY = { 'strict-transport-security': 'max-age=31536000' };
