import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createPace } from '../../kit/flow/pace.ts';
import { clearInterval, setInterval } from '../../kit/flow/real-time.ts';
import { createSignal, type Signal } from '../../kit/flow/signal.ts';
import type { Peers } from '../../kit/http/peer.ts';
import { ServiceUnavailable } from '../../kit/service/errors.ts';
import { shareOf } from '../transport/connection-limits.ts';
import { countStreams, type StreamLimits } from '../transport/stream-limits.ts';
import { endWhenRevoked } from './recheck.ts';

/** The interval of comments to streams without messages. Below the idle timeout of proxies. */
const HEARTBEAT_MS = 15_000;

/** What is written in the time of a short message (kit/flow/pace.ts). */
const UNIT_BYTES = 8_192;
/** What is written at once. */
const MOST_AT_ONCE_BYTES = 65_536;

/** What is written: a short text, or bytes, which all streams may share. */
export type Piece = string | Buffer;

/** An open stream of server-sent events. */
export interface Stream {
  /** Writes pieces one after another. Resolves once the client can take more. Throws if the stream ends before. */
  write(pieces: readonly Piece[]): Promise<void>;
  /** Wakes streams that have had no message for a while. */
  heartbeat: Signal;
  /** Aborts when the client disconnects or the server closes. */
  over: AbortSignal;
}

/**
 * Answers a request with a stream, which ends once `run` resolves or throws, or once the owner of the request's key or token
 * may not read it any more. Throws ServiceUnavailable, before anything is sent, if there are too many streams.
 */
export type OpenStream = (
  request: FastifyRequest,
  reply: FastifyReply,
  work: {
    /** Throws if the owner of the key may not read the stream; called again when that may have changed. */
    check(): Promise<void>;
    run(stream: Stream): Promise<void>;
  },
) => Promise<void>;

export interface StreamsOptions {
  limits: StreamLimits;
  peers: Peers;
  /** Announces that keys, users or policies may have changed. */
  changed: Signal;
}

/** What all live streams of a server share: how many there may be, and one timer of heartbeats. */
export const createStreams = (
  http: FastifyInstance,
  { limits, peers, changed }: StreamsOptions,
): { openStream: OpenStream; count(): number } => {
  const streams = countStreams(limits);
  let open = 0;
  const heartbeat = createSignal();
  /** What a thousand streams are told is not written in one turn of the event loop. */
  const pace = createPace();
  const beats = setInterval(heartbeat.announce, HEARTBEAT_MS).unref();
  const closing = new AbortController();
  http.addHook('preClose', async () => {
    clearInterval(beats);
    closing.abort();
  });
  const openStream: OpenStream = async (request, reply, { check, run }) => {
    const end = streams.begin(shareOf(peers.sourceIp(request.raw)));
    if (!end) throw ServiceUnavailable('There are too many live streams. Close one, or try again later.');
    const { raw } = reply;
    open += 1;
    raw.once('close', () => {
      open -= 1;
      end();
    });
    const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' };
    // Prevents proxies from buffering messages, and an open connection from delaying the server's close.
    reply.headers({ ...headers, 'x-accel-buffering': 'no', connection: 'close' });
    reply.hijack();
    raw.writeHead(200, reply.getHeaders() as Record<string, string>);
    raw.on('error', () => {});
    const ended = new AbortController();
    raw.once('close', () => ended.abort());
    const over = AbortSignal.any([closing.signal, ended.signal]);
    if (request.recheck) {
      const end = (): void => ended.abort();
      raw.once('close', endWhenRevoked(request.recheck, [changed, heartbeat], { check, end }));
    }
    const write = async (pieces: readonly Piece[]): Promise<void> => {
      for (const some of partsOf(pieces)) {
        await pace.begin(undefined, 1 + Math.floor(lengthOf(some) / UNIT_BYTES));
        if (!writeTogether(raw, some)) await once(raw, 'drain', { signal: over });
      }
    };
    if (request.method !== 'HEAD') await run({ write, heartbeat, over }).catch(() => {});
    // Does not wait for a client that has stopped reading.
    if (raw.writableNeedDrain) raw.destroy();
    else raw.end();
  };
  return { openStream, count: () => open };
};

const lengthOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { length }) => sum + length, 0);

/** Divides what is written into what is written at once. */
function* partsOf(pieces: readonly Piece[]): Generator<Piece[]> {
  let part: Piece[] = [];
  let bytes = 0;
  for (const piece of pieces) {
    if (part.length > 0 && bytes + piece.length > MOST_AT_ONCE_BYTES) {
      yield part;
      [part, bytes] = [[], 0];
    }
    part.push(piece);
    bytes += piece.length;
  }
  if (part.length > 0) yield part;
}

/** Writes with one call of the system, here and now, so that its time counts for the turn. Returns whether the client can take more. */
const writeTogether = (response: ServerResponse, pieces: readonly Piece[]): boolean => {
  const { socket } = response;
  socket?.cork();
  let canTakeMore = true;
  for (const piece of pieces) canTakeMore = response.write(piece);
  socket?.uncork();
  return canTakeMore;
};
