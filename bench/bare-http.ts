import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The minimal server of this protocol: it parses the body, checks the target and responds with the bytes of the file
 * `argv[2]`. It stores, looks up and validates nothing, and counts its request ids.
 */
const answer = readFileSync(process.argv[2] ?? '');
let requests = 0;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const input = JSON.parse(Buffer.concat(chunks).toString());
    const isKnown = request.headers['x-amz-target'] === 'AWSPartnerCentralSelling.GetEngagementInvitation';
    requests += 1;
    response.writeHead(isKnown && input.Catalog ? 200 : 400, {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': `00000000-0000-0000-0000-${String(requests).padStart(12, '0')}`,
      'content-length': answer.length,
    });
    response.end(answer);
  });
});

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`bare ready on http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
