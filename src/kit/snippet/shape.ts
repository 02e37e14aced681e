/** What a value of a request is, as SDKs of other languages see it. */
export type Shape =
  | {
      readonly kind: 'structure';
      readonly name: string;
      readonly isUnion: boolean;
      readonly members: () => ReadonlyMap<string, Shape>;
    }
  | { readonly kind: 'list' | 'map'; readonly of: () => Shape }
  | { readonly kind: 'enum'; readonly name: string }
  | { readonly kind: 'string' | 'timestamp' | 'blob' | 'boolean' | 'integer' | 'float' | 'unknown' };

/** The services whose calls can be written as code. */
export type SnippetService = 'partnercentral-selling' | 'events' | 'sts';

/** A call to be written as code. */
export interface SnippetCall {
  service: SnippetService;
  operation: string;
  /** As on the wire: timestamps are ISO 8601 or seconds, blobs are base64. */
  input: Readonly<Record<string, unknown>>;
  /** What the input is; undefined if it is not known. Then the values decide. */
  shape: Shape | undefined;
  /** Where the server is: `http://127.0.0.1:4747`. */
  endpoint: string;
  region: string;
  /** The access key id to write down, for a server that checks no signature. Undefined: the code uses the usual credentials. */
  accessKeyId?: string | undefined;
}

/** Any secret does for a server that checks no signature. */
export const ANY_SECRET = 'secret';

export const UNKNOWN: Shape = { kind: 'unknown' };

/** Returns what a member of a structure is. */
export const memberShape = (shape: Shape, name: string): Shape =>
  shape.kind === 'structure' ? (shape.members().get(name) ?? UNKNOWN) : UNKNOWN;
