import { expect, test } from 'vitest';
import { newTraceId, readTraceId } from '../../../src/kit/trace/ids.ts';
import { createSampler } from '../../../src/kit/trace/sampler.ts';
import { PARENT, TRACE } from '../../support/otlp.ts';

const trace = readTraceId(TRACE);
const parent = (traceFlags: number) => ({ traceId: TRACE, spanId: PARENT, traceFlags });

test('a ratio samples that share of traces, and every service the same ones', () => {
  const ids = Array.from({ length: 20_000 }, newTraceId);
  const sampler = createSampler('traceidratio', '0.25');
  const sampled = ids.filter((id) => sampler(undefined, id));
  // 20 standard deviations.
  expect(Math.abs(sampled.length / ids.length - 0.25)).toBeLessThan(0.06);
  expect(sampled.every((id) => createSampler('traceidratio', '0.5')(undefined, id))).toBe(true);
  expect(sampler(undefined, readTraceId(`${'0'.repeat(18)}${'f'.repeat(14)}`))).toBe(true);
  expect(sampler(undefined, readTraceId(`${'f'.repeat(18)}${'0'.repeat(14)}`))).toBe(false);
});

test('a parent decides where the sampler asks it', () => {
  for (const name of ['always_on', 'always_off', 'traceidratio']) {
    const argument = name === 'always_off' ? '0' : '1';
    const isOn = name !== 'always_off';
    expect(createSampler(name, argument)(parent(isOn ? 0 : 1), trace)).toBe(isOn);
    expect(createSampler(`parentbased_${name}`, argument)(parent(isOn ? 0 : 1), trace)).toBe(!isOn);
    expect(createSampler(`parentbased_${name}`, argument)(undefined, trace)).toBe(isOn);
  }
});

test('a sampler that there is not is refused', () => {
  expect(() => createSampler('sometimes')).toThrow(
    'OTEL_TRACES_SAMPLER is sometimes. It has to be always_on,',
  );
  for (const argument of ['2', '-1', 'half']) {
    expect(() => createSampler('traceidratio', argument)).toThrow(`OTEL_TRACES_SAMPLER_ARG is ${argument}.`);
  }
});
