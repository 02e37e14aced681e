import type { IncomingHttpHeaders } from 'node:http';
import type { CallEffects } from '../../events/effects.ts';
import type { Access } from '../../kit/service/service.ts';
import type { Timestamp } from '../../model/contract.ts';

/** Which bodies are kept: all, or of errors the response only. */
export type WhichBodies = 'all' | 'errors';

/** What the journal keeps of a call: what the server had in its hands anyway. Everything else is found out when it is read. */
export interface Kept {
  readonly position: number;
  readonly id: string;
  readonly time: Timestamp;
  readonly realTimeMs: number;
  /** The account and the principal of the caller; undefined if it is unknown. */
  readonly account: string | undefined;
  readonly arn: string | undefined;
  /** With the label of its service: `events:PutRule`. */
  readonly operation: string | undefined;
  readonly status: number;
  readonly errorCode: string | undefined;
  readonly contentType: string | undefined;
  readonly isDropped: boolean;
  readonly milliseconds: number;
  readonly access: Access | undefined;
  /** Absent if the bytes were no HTTP request. */
  readonly head: Head | undefined;
  /** Undefined if it has caused no event and started no task. */
  readonly effects: CallEffects | undefined;
  readonly requestBytes: number;
  /** In characters. */
  readonly responseLength: number;
  /** What was to be kept of them. */
  readonly keptBodies: WhichBodies;
  /** What is kept of the bodies, which may be dropped to make room for newer ones. */
  bodies: Bodies | undefined;
}

/** The head of a request. */
export interface Head {
  method: string;
  /** With the query. */
  url: string;
  headers: IncomingHttpHeaders;
}

/** The beginnings of the bodies, and what they count. */
export interface Bodies {
  /** Its bytes as Latin-1. Undefined if bodies of requests are not kept. */
  readonly request: string | undefined;
  /** Undefined if bodies of responses are not kept. The body of an error always is. */
  readonly response: string | undefined;
  readonly countedBytes: number;
}
