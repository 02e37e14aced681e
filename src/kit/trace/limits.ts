/** What a span may have at most. Spans have no events, and one link, so there are no limits of these. */
export interface SpanLimits {
  /** Further attributes are left out, and counted. */
  attributes: number;
  /** Characters of an attribute's text. Longer ones are cut. */
  valueLength: number;
}

export const NO_LIMITS: SpanLimits = {
  attributes: Number.POSITIVE_INFINITY,
  valueLength: Number.POSITIVE_INFINITY,
};

/** OpenTelemetry specification, "Attribute Limits" and "Span Limits": those of spans count before those of everything. */
export const readSpanLimits = (): SpanLimits => ({
  attributes: numberOf('OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT', numberOf('OTEL_ATTRIBUTE_COUNT_LIMIT', 128)),
  valueLength: numberOf(
    'OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT',
    numberOf('OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT', Number.POSITIVE_INFINITY),
  ),
});

/** OpenTelemetry specification, "Numeric value": what is no positive number counts as not set. */
export const numberOf = (variable: string, otherwise: number): number => {
  const value = Number(process.env[variable]);
  return value >= 1 ? Math.floor(value) : otherwise;
};
