/** The definition of a metric: what is read of its meter, and what its page in the documentation says. */
export interface Family<Labels extends readonly string[] = readonly string[]> {
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** After the conventions of Prometheus: a prefix, the base unit, and `_total` for counters. */
  readonly name: string;
  /** One sentence. */
  readonly help: string;
  readonly labels: Labels;
  /** The upper bounds of a histogram's buckets, ascending, without infinity. */
  readonly buckets?: readonly number[];
  /** Of what it tells: of the answering node, or of the whole installation, which every node then tells alike. */
  readonly of: 'node' | 'installation';
  /** How to read it, and when to worry. Markdown. */
  readonly reading: string;
}

export type Families = Readonly<Record<string, Family>>;

/** The values of labels, in the order of the definition. */
export type LabelValues<Labels extends readonly string[]> = { readonly [Index in keyof Labels]: string };

/** A value that is read when somebody asks for the metrics. */
export interface Reading<Labels extends readonly string[] = readonly string[]> {
  readonly labels: LabelValues<Labels>;
  readonly value: number;
}
