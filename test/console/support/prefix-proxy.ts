import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Starts a proxy that serves a server under a prefix, which it strips, and adds no header. Closes it after the test. */
export const startPrefixProxy = async (target: string, prefix: string): Promise<{ endpoint: string }> => {
  const { hostname, port } = new URL(target);
  const proxy = createServer((given, answer) => {
    const { method, url = '', headers } = given;
    if (!url.startsWith(`${prefix}/`)) {
      answer.writeHead(url === prefix ? 308 : 404, { location: `${prefix}/` }).end();
      return;
    }
    const path = url.slice(prefix.length);
    const passed = httpRequest({ hostname, port, method, path, headers, agent: false }, (received) => {
      answer.writeHead(received.statusCode ?? 502, received.headers);
      received.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    given.pipe(passed);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(async () => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return { endpoint: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}${prefix}/` };
};
