import type { BytesCase } from '../case.ts';
import type { Random } from '../random.ts';

const body = '{"Catalog":"Sandbox"}';
const head =
  'Host: 127.0.0.1\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Target: AWSPartnerCentralSelling.ListSolutions\r\n';
const start = 'POST / HTTP/1.1\r\n';
const whole = `${start}${head}Content-Length: ${body.length}\r\n\r\n${body}`;
const chunked = `${start}${head}Transfer-Encoding: chunked\r\n\r\n`;
const smuggled = 'GET /_cosell/events HTTP/1.1\r\nHost: x\r\n\r\n';

/** What each kind of odd framing sends. */
const kinds: Record<string, (random: Random) => (string | Buffer)[]> = {
  'line noise': (random) => [random.bytes(1 + random.below(300))],
  'a mutated request': (random) => [flipped(Buffer.from(whole), random)],
  'pipelined requests': (random) => [whole.repeat(2 + random.below(30))],
  'a request in pieces': (random) => inPieces(whole, random),
  'a request that ends early': (random) => [whole.slice(0, random.below(whole.length))],
  'length and chunks': () => [
    `${start}${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
  ],
  'chunks twice': (random) => [
    `${start}${head}Transfer-Encoding: ${random.pick(['chunked, chunked', 'identity', 'gzip, chunked', ' chunked', 'xchunked', '\tchunked', 'chunked\r\nTransfer-Encoding: identity'])}\r\n\r\n0\r\n\r\n${smuggled}`,
  ],
  'two lengths': (random) => [
    `${start}${head}Content-Length: ${body.length}\r\nContent-Length: ${random.pick([0, 1, 999])}\r\n\r\n${body}`,
  ],
  'an odd length': (random) => [
    `${start}${head}Content-Length: ${random.pick(['-1', '+5', '0x10', '1e3', '99999999999999999999', '5 5', '', ' ', '18446744073709551616'])}\r\n\r\n${body}`,
  ],
  'odd chunks': (random) => [
    chunked,
    `${random.pick(['15', 'FFFFFFFFFFFFFFFF', '-1', 'g', '5;ext=1', `5;${'a'.repeat(20_000)}`, '0', '00000000000015'])}\r\n${body}\r\n0\r\n\r\n`,
  ],
  'chunks of one byte': () => [
    chunked,
    ...[...body].map((character) => `1\r\n${character}\r\n`),
    '0\r\n\r\n',
  ],
  trailers: (random) => [
    chunked,
    `15\r\n${body}\r\n0\r\n${'X-Amz-Target: AWSPartnerCentralSelling.GetOpportunity\r\n'.repeat(1 + random.below(200))}\r\n`,
  ],
  'a flood of headers': (random) => [
    start,
    head,
    ...Array.from(
      { length: random.pick([10, 200]) },
      (_, index) => `x-${index}: ${'a'.repeat(random.below(300))}\r\n`,
    ),
    '\r\n',
  ],
  'a long header': (random) => [
    `${start}${head}X-Long: ${'a'.repeat(random.pick([8_000, 16_000, 70_000]))}\r\n\r\n`,
  ],
  'an odd Host': (random) => [
    whole.replace(
      '127.0.0.1',
      random.pick([
        '',
        'evil.example',
        '127.0.0.1:99999',
        '[::1',
        'a b',
        '@',
        '127.0.0.1@evil',
        `${'a'.repeat(5000)}`,
        '127.0.0.1\r\nHost: evil',
      ]),
    ),
  ],
  'an odd request line': (random) => [
    whole.replace(
      'POST / HTTP/1.1',
      random.pick([
        'POST  /  HTTP/1.1',
        'POST / HTTP/9.9',
        'POST / HTTP/1.0',
        'POST /',
        'post / HTTP/1.1',
        'POST http://evil/ HTTP/1.1',
        'CONNECT evil:443 HTTP/1.1',
        'PRI * HTTP/2.0',
        'POST //evil/ HTTP/1.1',
        'POST /\u0000 HTTP/1.1',
        'POST \\ HTTP/1.1',
      ]),
    ),
  ],
  'bare line ends': (random) => [whole.replaceAll('\r\n', random.pick(['\n', '\r', '\n\r', '\r\r\n']))],
  'a folded header': () => [whole.replace('Host: 127.0.0.1', 'Host: 127.0.0.1\r\nX-Folded: a\r\n  b')],
  'an odd header': (random) => [
    whole.replace(
      'Host:',
      random.pick([
        'Host :',
        ' Host:',
        'Ho st:',
        'Host',
        ': ',
        '\u0000:',
        'X: \u0001\r\nHost:',
        'Content-Length\u000b: 1\r\nHost:',
      ]),
    ),
  ],
  'an upgrade': (random) => [
    whole.replace(
      '\r\n\r\n',
      `\r\nConnection: Upgrade\r\nUpgrade: ${random.pick(['websocket', 'h2c', 'TLS/1.0'])}\r\n\r\n`,
    ),
  ],
  expectations: (random) => [
    whole.replace('\r\n\r\n', `\r\nExpect: ${random.pick(['100-continue', '200-ok', ''])}\r\n\r\n`),
  ],
  'a TLS greeting': (random) => [
    Buffer.concat([Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]), random.bytes(200)]),
  ],
  'HTTP/2': () => ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', Buffer.alloc(9)],
  'a request smuggled in a body': () => [
    `${start}${head}Content-Length: ${smuggled.length}\r\n\r\n${smuggled}`,
  ],
  compression: (random) => [
    whole.replace('\r\n\r\n', `\r\nContent-Encoding: ${random.pick(['gzip', 'deflate', 'br', 'x'])}\r\n\r\n`),
  ],
};

const inPieces = (text: string, random: Random): string[] => {
  const pieces: string[] = [];
  for (let rest = text; rest.length > 0; ) {
    const length = 1 + random.below(60);
    pieces.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  return pieces;
};

const flipped = (bytes: Buffer, random: Random): Buffer => {
  for (let count = 1 + random.below(6); count > 0; count--)
    bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
};

/** Bytes that break the rules of HTTP, or keep them in unusual ways. */
export const bytesCase = (random: Random): BytesCase => {
  const kind = random.pick(Object.keys(kinds));
  const chunks = (kinds[kind]?.(random) ?? []).map((chunk) =>
    typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk,
  );
  return { kind: `bytes: ${kind}`, chunks, ends: random.chance(0.8) };
};
