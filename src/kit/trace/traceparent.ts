/** What a `traceparent` names. */
export interface TraceParent {
  traceId: string;
  spanId: string;
  traceFlags: number;
}

/** W3C Trace Context, 3.2: version 00 has exactly these fields; later ones may have more after them. */
const FORM = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const LONGEST = 256;
/** W3C Trace Context, 3.3.1.5: at least 512 characters are passed on. Longer ones are left out. */
const LONGEST_STATE = 512;
const SAMPLED = 1;

/** Reads a `traceparent`; undefined if it is none, so that what a client sends can only name a trace. */
export const readTraceParent = (text: unknown): TraceParent | undefined => {
  if (typeof text !== 'string' || text.length > LONGEST) return undefined;
  const [, version, traceId = '', spanId = '', flags = '', more] = FORM.exec(text) ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & SAMPLED };
};

/** Whether what it names is recorded by who made it. */
export const isSampled = ({ traceFlags }: TraceParent): boolean => (traceFlags & SAMPLED) !== 0;

export const writeTraceParent = (parent: TraceParent): string =>
  `00-${parent.traceId}-${parent.spanId}-${isSampled(parent) ? '01' : '00'}`;

/** Returns a `tracestate` that may be passed on. */
export const readTraceState = (text: unknown): string | undefined =>
  typeof text === 'string' && text.length <= LONGEST_STATE && /^[\x20-\x7e]+$/.test(text) ? text : undefined;
