import { parse, View } from 'vega';
import { compile } from 'vega-lite';
import type { Curve } from './report.ts';

/**
 * Draws latencies by percentile as SVG. The axis of percentiles is that of HDR histograms: each step of it is a tenth of the
 * requests that are left, so that the tail shows.
 */
export const drawCurves = (title: string, curves: Readonly<Record<string, Curve>>): Promise<string> => {
  const values = Object.entries(curves).flatMap(([server, curve]) =>
    curve.map(([percentile, latencyMs]) => ({ server, oneIn: 100 / (100 - percentile), latencyMs })),
  );
  const { spec } = compile({
    title,
    width: 560,
    height: 260,
    background: 'white',
    data: { values },
    mark: { type: 'line', point: true },
    encoding: {
      x: {
        field: 'oneIn',
        type: 'quantitative',
        scale: { type: 'log' },
        axis: { title: 'percentile', values: [1, 2, 10, 100, 1_000, 10_000], labelExpr: LABEL },
      },
      y: {
        field: 'latencyMs',
        type: 'quantitative',
        scale: { type: 'log' },
        axis: { title: 'milliseconds' },
      },
      color: { field: 'server', type: 'nominal', title: null },
    },
  });
  return new View(parse(spec)).toSVG();
};

/** An expression of Vega that writes 100 as `p99`. */
const LABEL = "datum.value == 1 ? 'p0' : 'p' + (100 - 100 / datum.value)";
