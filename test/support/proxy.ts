import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A way to a server that can be cut so that nobody is told: what is sent is swallowed, and nothing is closed. */
export const startProxy = async (target: string) => {
  const { hostname, port } = new URL(target);
  let cut = false;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    // A pair that was open when the way was cut stays dead for ever, as behind a firewall that forgot it.
    let dead = cut;
    const relay = (from: Socket, to: Socket): void => {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => sockets.delete(from) && to.destroy());
      from.on('data', (data) => {
        dead ||= cut;
        if (!dead) to.write(data);
      });
    };
    relay(client, upstream);
    relay(upstream, client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const url = new URL(target);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cut: () => {
      cut = true;
    },
    mend: () => {
      cut = false;
    },
  };
};
