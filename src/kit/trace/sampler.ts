import type { TraceId } from './ids.ts';
import { isSampled, type TraceParent } from './traceparent.ts';

/** Decides whether a trace is recorded, by its parent or its cause, if there is one, else by its id. */
export type Sampler = (parent: TraceParent | undefined, trace: TraceId) => boolean;

/** OpenTelemetry specification, "TraceIdRatioBased": the end of the id is random, and every service decides alike. */
const byRatio =
  (ratio: number): Sampler =>
  (_parent, trace) =>
    trace.share >= 1 - ratio;
const byParent =
  (root: Sampler): Sampler =>
  (parent, trace) =>
    parent ? isSampled(parent) : root(parent, trace);

const always: Sampler = () => true;
const never: Sampler = () => false;

/** The samplers of OpenTelemetry's specification, "General SDK Configuration". */
const SAMPLERS: Readonly<Record<string, (ratio: number) => Sampler>> = {
  always_on: () => always,
  always_off: () => never,
  traceidratio: byRatio,
  parentbased_always_on: () => byParent(always),
  parentbased_always_off: () => byParent(never),
  parentbased_traceidratio: (ratio) => byParent(byRatio(ratio)),
};

/**
 * Creates a sampler by its name in `OTEL_TRACES_SAMPLER`, `argument` in `OTEL_TRACES_SAMPLER_ARG`. Throws an Error that says
 * what to change.
 */
export const createSampler = (name = 'parentbased_always_on', argument = '1'): Sampler => {
  const ratio = Number(argument);
  const create = SAMPLERS[name];
  if (!create)
    throw new Error(`OTEL_TRACES_SAMPLER is ${name}. It has to be ${Object.keys(SAMPLERS).join(', ')}.`);
  if (!(ratio >= 0 && ratio <= 1))
    throw new Error(`OTEL_TRACES_SAMPLER_ARG is ${argument}. It has to be from 0 to 1.`);
  return create(ratio);
};
