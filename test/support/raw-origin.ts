import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as its bytes arrived: the head without its last line break, and the body that the head announces. */
export interface RawRequest {
  head: string;
  body: string;
  /** Connections are numbered as they arrive. */
  connection: number;
}

/**
 * An HTTP origin of an attacker on loopback: it answers as soon as a head is there, before the body that the head
 * announces, keeps every connection, and takes whatever follows for that body. `text()` is all that arrived.
 */
export interface RawOrigin {
  url: string;
  requests: RawRequest[];
  text(): string;
  /** The number of connections that are open. */
  open(): number;
}

const ANSWER = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: keep-alive\r\n\r\n';

/** Starts an origin on a free port. Closes it after the test. */
export const startRawOrigin = async (): Promise<RawOrigin> => {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  const chunks: string[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    const read = reader(connections, requests, () => socket.write(ANSWER));
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (bytes) => {
      chunks.push(bytes.toString('latin1'));
      read(bytes.toString('latin1'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, text: () => chunks.join(''), open: () => sockets.size };
};

const reader = (connection: number, requests: RawRequest[], answer: () => void) => {
  let head = '';
  let missing = 0;
  return (text: string): void => {
    for (const character of text) {
      if (missing > 0) {
        (requests.at(-1) as RawRequest).body += character;
        missing -= 1;
        continue;
      }
      head += character;
      if (!head.endsWith('\r\n\r\n')) continue;
      requests.push({ head: head.slice(0, -2), body: '', connection });
      missing = Number(/^content-length:\s*(\d+)/im.exec(head)?.[1] ?? 0);
      head = '';
      answer();
    }
  };
};
