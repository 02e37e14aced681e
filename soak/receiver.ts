import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A target of events on this machine. */
export interface Receiver {
  url: string;
  close(): Promise<void>;
}

/** Takes all events but those of expiry, which it refuses for good, so that there are dead letters. */
export const startReceiver = async (): Promise<Receiver> => {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    response.writeHead(body.includes('Engagement Invitation Expired') ? 410 : 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
