import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Family } from '../../kit/metrics/family.ts';
import type {
  Counter as CounterMeter,
  Distribution,
  Histogram as HistogramMeter,
} from '../../kit/metrics/meters.ts';
import { type CosellMeters, counted } from '../../model/metrics/counted.ts';
import { type GaugedReadings, gauged } from '../../model/metrics/gauged.ts';

/** Loaded by the first scrape. */

export type Format = 'prometheus' | 'openmetrics';

const contentTypes = {
  prometheus: Registry.PROMETHEUS_CONTENT_TYPE,
  openmetrics: Registry.OPENMETRICS_CONTENT_TYPE,
};

type AnyRegistry = Registry<(typeof contentTypes)[Format]>;

/** Returns what `create` returns, which is called once. */
const lazily = <T>(create: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: create() };
    return made.value;
  };
};

/** Gauges of prom-client whose names end like those of counters. */
const MISNAMED = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];

/** The metrics of the process, which several servers may share. prom-client renames counters for OpenMetrics, so one each. */
const processMetrics = {
  prometheus: lazily(() => processMetricsOf('prometheus')),
  openmetrics: lazily(() => processMetricsOf('openmetrics')),
};

const processMetricsOf = (format: Format): AnyRegistry => {
  const registry = registryFor(format);
  collectDefaultMetrics({ register: registry as Registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
  return registry;
};

const registryFor = (format: Format): AnyRegistry => {
  const registry: AnyRegistry = new Registry();
  registry.setContentType(contentTypes[format]);
  return registry;
};

/** Writes all metrics of a server as text. */
export const createExposition = (
  meters: CosellMeters,
  readings: () => Promise<GaugedReadings>,
): ((format: Format) => Promise<{ contentType: string; text: string }>) => {
  const readNow = { current: undefined as GaugedReadings | undefined };
  const registryOf = (format: Format): AnyRegistry => {
    const registry = registryFor(format);
    for (const name of Object.keys(counted) as (keyof typeof counted)[]) {
      const family: Family = counted[name];
      if (family.type === 'histogram') addHistogram(registry, family, meters[name] as HistogramMeter);
      else addCounter(registry, family, meters[name] as CounterMeter);
    }
    for (const name of Object.keys(gauged) as (keyof typeof gauged)[]) {
      const family: Family = gauged[name];
      const read = () => readNow.current?.[name] ?? [];
      if (family.type === 'counter') addCounter(registry, family, { read: () => [...read()] });
      else addGauge(registry, family, read);
    }
    return Registry.merge([registry as Registry, processMetrics[format]() as Registry]) as AnyRegistry;
  };
  const registries = {
    prometheus: lazily(() => registryOf('prometheus')),
    openmetrics: lazily(() => registryOf('openmetrics')),
  };
  return async (format) => {
    readNow.current = await readings();
    return { contentType: contentTypes[format], text: await registries[format]().metrics() };
  };
};

const settings = (registry: AnyRegistry, { name, help, labels }: Family) => ({
  ...{ name, help, labelNames: [...labels] },
  registers: [registry as Registry],
});

const addCounter = (registry: AnyRegistry, family: Family, { read }: Pick<CounterMeter, 'read'>): void => {
  new Counter({
    ...settings(registry, family),
    collect() {
      this.reset();
      for (const { labels, value } of read()) this.inc(named(family, labels), value);
    },
  });
};

const addGauge = (
  registry: AnyRegistry,
  family: Family,
  read: () => readonly { labels: readonly string[]; value: number }[],
): void => {
  new Gauge({
    ...settings(registry, family),
    collect() {
      this.reset();
      const all = read();
      // Without a reading it is absent, not 0.
      if (family.labels.length === 0 && all.length === 0) this.remove();
      for (const { labels, value } of all) this.set(named(family, labels), value);
    },
  });
};

const named = ({ labels }: Family, values: readonly string[]): Record<string, string> =>
  Object.fromEntries(labels.map((label, index) => [label, values[index] ?? '']));

/** prom-client's histograms cannot be set, so this one tells the values of a meter. */
class MeasuredHistogram extends Histogram<string> {
  readonly #family: Family;
  readonly #read: HistogramMeter['read'];

  constructor(registry: AnyRegistry, family: Family, read: HistogramMeter['read']) {
    super({ ...settings(registry, family), buckets: [...(family.buckets ?? [])] });
    this.#family = family;
    this.#read = read;
  }

  /** What the registry calls for its text. */
  async getForPromString() {
    const { name, help, type } = this.#family;
    const values = this.#read().flatMap(({ labels, value }) => lines(this.#family, labels, value));
    return { name, help, type, values };
  }
}

const addHistogram = (registry: AnyRegistry, family: Family, { read }: HistogramMeter): void => {
  new MeasuredHistogram(registry, family, read);
};

/** Each bucket includes those before it. */
const lines = (family: Family, values: readonly string[], { counts, count, sum }: Distribution) => {
  const { name, buckets = [] } = family;
  const labels = named(family, values);
  let upTo = 0;
  const ofBuckets = counts.map((inBucket, index) => {
    upTo += inBucket;
    const le = buckets[index];
    return {
      metricName: `${name}_bucket`,
      labels: { ...labels, le: le === undefined ? '+Inf' : String(le) },
      value: upTo,
    };
  });
  return [
    ...ofBuckets,
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: count },
  ];
};
