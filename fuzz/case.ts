/** A request that is readable as HTTP. */
export interface RequestCase {
  /** What kind of request it is, for the report. */
  kind: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer;
  /** How it is signed on a server that checks signatures. Default not at all. */
  signing?: Signing;
}

export interface Signing {
  service: string;
  /** What is wrong with the signature. */
  damage?: 'secret' | 'body' | 'region' | 'time' | 'header' | 'token';
}

/** Bytes that may not be HTTP, sent one chunk after another over a connection of their own. */
export interface BytesCase {
  kind: string;
  chunks: readonly Buffer[];
  /** Whether the client then closes its side of the connection. */
  ends: boolean;
}

export type FuzzCase = RequestCase | BytesCase;

export const isBytes = (one: FuzzCase): one is BytesCase => 'chunks' in one;

/** What exists on a server, in the order in which it was created. */
export interface Known {
  opportunities: readonly string[];
  engagements: readonly string[];
  invitations: readonly string[];
}
