import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A proxy whose connections can be cut silently: it drops packets and closes nothing. */
export const startProxy = async (target: string) => {
  const { hostname, port } = new URL(target);
  let cut = false;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    // A connection that was open when the proxy was cut stays dead, as behind a firewall that forgot it.
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
