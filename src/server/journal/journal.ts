import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '../../access/caller.ts';
import type { CallEffects, Effects } from '../../events/effects.ts';
import type { Clock } from '../../kit/flow/clock.ts';
import { breathe } from '../../kit/flow/pace.ts';
import { nowMs } from '../../kit/flow/real-time.ts';
import { nodeName } from '../../kit/http/node-name.ts';
import type { Answer } from '../../kit/service/front-door.ts';
import type { Access } from '../../kit/service/service.ts';
import type { Journal } from '../../operator/journal.ts';
import type { BodiesState, RequestEntry } from '../../operator/request-schemas.ts';
import type { Queries } from '../../store/tables.ts';
import { keepBodies } from './bodies.ts';
import type { Surroundings } from './code.ts';
import { detailOf } from './detail.ts';
import { createEffects } from './effects.ts';
import { entryOf } from './entry.ts';
import { matches, mayMatch } from './filter.ts';
import type { Head, Kept, WhichBodies } from './kept.ts';

/** How much the bodies of each call may take on average. */
const BODY_BYTES_PER_CALL = 32_768;

/** The header by which the console asks that what it reads for itself is not among the calls of programs. Errors are. */
const NOT_JOURNALED = 'x-cosell-journal';

export interface JournalOptions extends Surroundings {
  capacity: number;
  /** Whether bodies are always kept. Otherwise only while the operator wants it. */
  keepsBodies: boolean;
  clock: Clock;
  /** What explanations read. */
  reads: Queries;
}

/** A call as the server answers it. */
export interface Answered {
  id: string;
  answer: Answer<Caller>;
  /** The body of the answer. */
  bytes: Buffer;
  milliseconds: number;
  /** Absent if the bytes were no HTTP request. */
  request?: { method: string; url: string; headers: IncomingHttpHeaders; body: unknown } | undefined;
}

/** The journal as the server writes it. */
export interface OwnJournal extends Journal {
  /** Notes a call, unless it succeeded and asked not to be noted. Costs one object: what it says is found out when it is read. */
  answered(call: Answered): void;
  /** How many calls it has now, and how much their bodies count. */
  size(): { calls: number; bodyBytes: number };
  /** Where operations and tasks note what they cause. */
  readonly effects: Effects;
}

/**
 * Creates an empty journal. It holds the newest calls, in a ring that grows with the first ones, and references to what the
 * server had in its hands anyway. When the bodies take more than 32 KiB per call on average, the oldest ones are dropped.
 */
export const createJournal = ({
  capacity,
  keepsBodies,
  clock,
  reads,
  ...surroundings
}: JournalOptions): OwnJournal => {
  const node = nodeName();
  const mostBytes = capacity * BODY_BYTES_PER_CALL;
  const listeners = new Set<(entry: RequestEntry) => void>();
  let ring: Kept[] = [];
  let position = 0;
  let heldBytes = 0;
  /** The position of the oldest call that may have bodies. */
  let oldest = 0;
  let keptUntilMs = 0;

  const at = (wanted: number, calls = ring): Kept | undefined => {
    const kept = calls[wanted % capacity];
    return kept?.position === wanted ? kept : undefined;
  };
  const dropBodies = (kept: Kept | undefined): void => {
    heldBytes -= kept?.bodies?.countedBytes ?? 0;
    if (kept) kept.bodies = undefined;
  };
  const wanted = (): WhichBodies =>
    keepsBodies || (keptUntilMs > 0 && nowMs() < keptUntilMs) ? 'all' : 'errors';
  const bodies = (): BodiesState => {
    if (keepsBodies) return { kept: true };
    const kept = wanted() === 'all';
    return kept ? { kept, until: new Date(keptUntilMs).toISOString() } : { kept };
  };
  const show = (kept: Kept): RequestEntry => entryOf(kept, node);

  return {
    node,
    capacity,
    effects: createEffects(capacity),
    answered: ({ id, answer, bytes, milliseconds, request }) => {
      const { caller, access, status } = answer;
      if (status < 400 && request?.headers[NOT_JOURNALED] === 'off') return;
      dropBodies(ring[position % capacity]);
      const keptBodies = wanted();
      const body = Buffer.isBuffer(request?.body) ? request.body : undefined;
      const kept: Kept = {
        position,
        id,
        time: clock.now(),
        realTimeMs: nowMs(),
        account: caller?.account,
        arn: caller?.arn,
        operation: answer.operation,
        status,
        errorCode: answer.headers['x-amzn-errortype'],
        contentType: answer.headers['content-type'],
        isDropped: answer.isDropped === true,
        milliseconds,
        access: access && shortAccess(access),
        head: request && headOf(request),
        requestBytes: body?.length ?? 0,
        responseLength: answer.body.length,
        keptBodies,
        effects: effectsIn(answer),
        bodies: keepBodies(keptBodies, body, status, bytes),
      };
      ring[position % capacity] = kept;
      position += 1;
      heldBytes += kept.bodies?.countedBytes ?? 0;
      while (heldBytes > mostBytes && oldest < position) dropBodies(at(oldest++));
      if (listeners.size === 0) return;
      const entry = show(kept);
      for (const listener of listeners) listener(entry);
    },
    list: async (filter, { after = position, limit }) => {
      const requests: RequestEntry[] = [];
      // Another one once it is cleared, whose positions begin again.
      const calls = ring;
      const end = Math.max(0, position - capacity);
      let from = Math.min(after, position) - 1;
      for (; from >= end && requests.length < limit; from -= 1) {
        await breathe();
        const kept = at(from, calls);
        if (!kept || !mayMatch(kept, filter)) continue;
        const entry = show(kept);
        if (matches(entry, filter)) requests.push(entry);
      }
      const isMore = requests.length === limit && from >= end && at(from, calls) !== undefined;
      return isMore ? { requests, next: from + 1 } : { requests };
    },
    get: async (id, { language, eventsOf } = {}) => {
      const kept = ring.find((each) => each.id === id);
      const detail = kept && (await detailOf(kept, { node, reads, eventsOf }));
      if (!detail || !language) return detail;
      const { codeOf } = await import('./code.ts');
      return { ...detail, code: await codeOf(detail, language, surroundings) };
    },
    size: () => ({ calls: ring.length, bodyBytes: heldBytes }),
    clear: () => {
      const { length } = ring;
      ring = [];
      position = 0;
      heldBytes = 0;
      oldest = 0;
      return length;
    },
    onEntry: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    bodies,
    keepBodies: (milliseconds) => {
      keptUntilMs = milliseconds > 0 ? nowMs() + milliseconds : 0;
      return bodies();
    },
  };
};

/** Most calls cause nothing. */
const effectsIn = ({ effects }: Answer): CallEffects | undefined => {
  const { eventCount, tasks } = (effects ?? NONE) as CallEffects;
  return eventCount + tasks.length > 0 ? (effects as CallEffects) : undefined;
};
const NONE: CallEffects = { events: [], eventCount: 0, tasks: [] };

const LONGEST_RESOURCE = 1_024;

/** Anyone may write an identifier of any length. */
const shortAccess = (access: Access): Access =>
  access.resource.length <= LONGEST_RESOURCE ? access : { ...access, resource: '*' };

const headOf = ({ method, url, headers }: Head): Head => ({ method, url, headers });
