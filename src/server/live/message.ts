/** A message of live streams, encoded once for all. */
export interface LiveMessage {
  event: 'task' | 'settings' | 'change' | 'request' | 'delivery' | 'lost';
  /** Whom it is about; undefined if it is about the server. */
  account?: string | undefined;
  /** Whether it says that the server's clock was moved, which accounts may know. */
  isClock?: boolean;
  bytes: Buffer;
}

export const messageOf = (event: string, data: object): Buffer =>
  Buffer.from(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

/** Says that a reader has missed messages: it reads again what it shows. */
export const LOST: LiveMessage = { event: 'lost', bytes: messageOf('lost', {}) };
