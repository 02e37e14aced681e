/** A parser of the text formats of Prometheus, independent of what writes them, that also judges names as promtool does. */

export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

export interface ParsedFamily {
  name: string;
  type: string;
  help: string;
  samples: Sample[];
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /^([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/;

/** Throws an Error about the first line that is no metric, in either format. */
const parseMetrics = (text: string): Map<string, ParsedFamily> => {
  const families = new Map<string, ParsedFamily>();
  const of = (name: string): ParsedFamily => {
    const family = families.get(name) ?? { name, type: '', help: '', samples: [] };
    families.set(name, family);
    return family;
  };
  let current: ParsedFamily | undefined;
  for (const line of text.split('\n')) {
    const [, what = '', name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (what === 'HELP') {
      current = of(name);
      current.help = rest;
    } else if (what === 'TYPE') of(name).type = rest;
    else if (line !== '' && line !== '# EOF') current?.samples.push(sampleOf(line));
  }
  return families;
};

const sampleOf = (line: string): Sample => {
  const [, name = '', text = '', value = ''] = LINE.exec(line) ?? [];
  if (name === '' || (Number.isNaN(Number(value.replace('Inf', 'Infinity'))) && value !== 'Nan')) {
    throw new Error(`This is no sample: ${line}`);
  }
  const labels: Record<string, string> = {};
  for (let rest = text; rest !== ''; ) {
    const [all, label = '', given = ''] = LABEL.exec(rest) ?? [];
    if (all === undefined) throw new Error(`These are no labels: ${line}`);
    labels[label] = given;
    rest = rest.slice(all.length);
  }
  return { name, labels, value: Number(value.replace('Inf', 'Infinity')) };
};

/** What Prometheus's own tool would find fault with. Source: promlint of github.com/prometheus/client_golang. */
export const lintMetrics = (families: Iterable<ParsedFamily>): string[] =>
  [...families].flatMap(({ name, type, help, samples }) => {
    const faults: string[] = [];
    if (help === '') faults.push(`${name} has no help`);
    if (!['counter', 'gauge', 'histogram', 'summary'].includes(type)) faults.push(`${name} has no type`);
    if (type === 'counter' && !samples.every((sample) => sample.name.endsWith('_total'))) {
      faults.push(`${name} is a counter without _total`);
    }
    if (type !== 'counter' && name.endsWith('_total')) faults.push(`${name} is no counter`);
    if (/(milli|micro|nano)|_(ms|minutes|hours|kilobytes|megabytes)(_|$)/.test(name)) {
      faults.push(`${name} is not in a base unit`);
    }
    const seen = new Set<string>();
    for (const sample of samples) {
      const key = `${sample.name} ${JSON.stringify(sample.labels)}`;
      if (seen.has(key)) faults.push(`${key} is there twice`);
      seen.add(key);
    }
    return faults;
  });

export const scrape = async (
  { endpoint }: { endpoint: string },
  accept = 'text/plain',
): Promise<{ text: string; contentType: string; families: Map<string, ParsedFamily> }> => {
  const answer = await fetch(`${endpoint}/_cosell/metrics`, { headers: { accept } });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(text);
  return { text, contentType: answer.headers.get('content-type') ?? '', families: parseMetrics(text) };
};

/** The sum of the samples of a name that have these labels. */
export const sumOf = (
  families: Map<string, ParsedFamily>,
  name: string,
  labels: Record<string, string> = {},
): number =>
  [...families.values()]
    .flatMap(({ samples }) => samples)
    .filter(
      (sample) =>
        sample.name === name &&
        Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
    )
    .reduce((sum, { value }) => sum + value, 0);
