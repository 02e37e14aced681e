import type { SnippetLanguage } from '../kit/snippet/index.ts';
import type { RequestDetail } from './request-detail-schemas.ts';
import type { BodiesState, Outcome, RequestEntry } from './request-schemas.ts';

/** Selects calls; what is absent selects all. */
export interface RequestFilter {
  account?: string | undefined;
  operation?: string | undefined;
  service?: string | undefined;
  outcome?: Outcome | undefined;
  errorCode?: string | undefined;
  /** An id or ARN that the request or its response names. */
  resource?: string | undefined;
  /** The id of an event or a task: selects the call that has caused it. */
  caused?: string | undefined;
}

/** The newest calls of this node, in memory. */
export interface Journal {
  /** Host name and process id. */
  readonly node: string;
  /** How many calls it has room for. */
  readonly capacity: number;
  /** Returns calls, newest first, that are older than the one at the position `after`. `next` is the position of the last one if there are further. In turn with other requests: what a call names is read from its bodies. */
  list(
    filter: RequestFilter,
    page: { after?: number | undefined; limit: number },
  ): Promise<{ requests: RequestEntry[]; next?: number }>;
  /**
   * Returns a call, as code too if a language is given, with the events of one account if `eventsOf` names it; undefined if it is
   * not here. Throws ConflictException if it is no code.
   */
  get(
    id: string,
    options?: { language?: SnippetLanguage | undefined; eventsOf?: string | undefined },
  ): Promise<RequestDetail | undefined>;
  /** Forgets all calls. Returns how many there were. */
  clear(): number;
  /** Calls `listener` with each further call, after it was answered. Returns the function that ends this. */
  onEntry(listener: (entry: RequestEntry) => void): () => void;
  /** Whether bodies are kept now. */
  bodies(): BodiesState;
  /** Keeps bodies for a while, or no longer. No effect if they are always kept. */
  keepBodies(milliseconds: number): BodiesState;
}
