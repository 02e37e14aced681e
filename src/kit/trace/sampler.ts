import { type Context, type Link, TraceFlags, trace } from '@opentelemetry/api';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  SamplingDecision,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';

/** The samplers of OpenTelemetry's specification, "General SDK Configuration". */
const SAMPLERS: Readonly<Record<string, (ratio: number) => Sampler>> = {
  always_on: () => new AlwaysOnSampler(),
  always_off: () => new AlwaysOffSampler(),
  traceidratio: (ratio) => new TraceIdRatioBasedSampler(ratio),
  parentbased_always_on: () => new ParentBasedSampler({ root: new AlwaysOnSampler() }),
  parentbased_always_off: () => new ParentBasedSampler({ root: new AlwaysOffSampler() }),
  parentbased_traceidratio: (ratio) => new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
};

/**
 * Creates a sampler by its name in `OTEL_TRACES_SAMPLER`, `argument` in `OTEL_TRACES_SAMPLER_ARG`. A trace that something in
 * another one caused is sampled if that was, so that links lead somewhere. Throws an Error that says what to change.
 */
export const createSampler = (name = 'parentbased_always_on', argument = '1'): Sampler => {
  const ratio = Number(argument);
  const create = SAMPLERS[name];
  if (!create)
    throw new Error(`OTEL_TRACES_SAMPLER is ${name}. It has to be ${Object.keys(SAMPLERS).join(', ')}.`);
  if (!(ratio >= 0 && ratio <= 1))
    throw new Error(`OTEL_TRACES_SAMPLER_ARG is ${argument}. It has to be from 0 to 1.`);
  const sampler = create(ratio);
  return {
    shouldSample: (context, traceId, spanName, kind, attributes, links) =>
      decisionOfCause(context, links) ??
      sampler.shouldSample(context, traceId, spanName, kind, attributes, links),
    toString: () => `CauseBased{${sampler}}`,
  };
};

const decisionOfCause = (context: Context, [link]: Link[]) => {
  if (!link || trace.getSpanContext(context)) return undefined;
  const isSampled = (link.context.traceFlags & TraceFlags.SAMPLED) !== 0;
  return { decision: isSampled ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.NOT_RECORD };
};
