import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Family } from '../../src/kit/metrics/family.ts';
import { counted } from '../../src/model/metrics/counted.ts';
import { gauged } from '../../src/model/metrics/gauged.ts';

/** The path of Prometheus's tool, which Debian's package prometheus has. */
const promtool = process.env.PROMTOOL ?? 'promtool';
const hasPromtool = spawnSync(promtool, ['--version']).status === 0;

interface AlertRules {
  groups: {
    rules: { alert: string; expr: string; annotations: { summary: string; runbook_url: string } }[];
  }[];
}
interface Dashboard {
  panels: { title: string; targets?: { expr: string; legendFormat: string }[] }[];
}

/** What Prometheus itself adds, and what prom-client tells of the process (test/server/metrics sees that it is there). */
const ADDED = ['instance', 'job'];
const OTHERS = [
  'up',
  'nodejs_eventloop_lag_p99_seconds',
  'nodejs_heap_size_used_bytes',
  'process_cpu_seconds_total',
  'process_resident_memory_bytes',
];

/** The labels of each name that an expression may use. */
const known = new Map<string, readonly string[]>([
  ...OTHERS.map((name) => [name, []] as const),
  ...([...Object.values(counted), ...Object.values(gauged)] as Family[]).flatMap(({ name, type, labels }) =>
    type === 'histogram'
      ? [
          [`${name}_bucket`, [...labels, 'le']] as const,
          [`${name}_count`, labels] as const,
          [`${name}_sum`, labels] as const,
        ]
      : [[name, labels] as const],
  ),
]);

/** Returns what an expression uses that does not exist: metrics, and labels in selectors, groupings and legends. */
const unknownIn = (expr: string, legend = ''): string[] => {
  const used = [...expr.matchAll(/\b((?:cosell|nodejs|process)_\w+|up)\b(?:\{([^}]*)\})?/g)];
  const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, labels = '']) => labels.split(/,\s*/));
  const shown = [...legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = '']) => label);
  if (used.length === 0) return [`no metric in ${expr}`];
  return used.flatMap(([, name = '', selectors = '']) => {
    const labels = known.get(name);
    if (!labels) return [name];
    const selected = [...selectors.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label);
    return [...selected, ...grouped, ...shown]
      .filter((label) => !labels.includes(label) && !ADDED.includes(label))
      .map((label) => `${name}{${label}}`);
  });
};

const rulesOf = async () =>
  (parse(await readFile('deploy/prometheus/alerts.yaml', 'utf8')) as AlertRules).groups.flatMap(
    ({ rules }) => rules,
  );

test('the check of expressions finds what does not exist', () => {
  expect(unknownIn('sum by (operation) (rate(cosell_requests_total{outcome="ok"}[5m]))')).toEqual([]);
  expect(unknownIn('cosell_request_total')).toEqual(['cosell_request_total']);
  expect(unknownIn('sum by (account) (cosell_requests_total{code="x"})')).toEqual([
    'cosell_requests_total{code}',
    'cosell_requests_total{account}',
  ]);
});

test('every alert uses metrics and labels that exist, and has its section in the documentation', async () => {
  const page = await readFile('docs/operate/metrics.md', 'utf8');
  const rules = await rulesOf();
  expect(rules.length).toBeGreaterThan(5);
  for (const { alert, expr, annotations } of rules) {
    expect([alert, unknownIn(expr)]).toEqual([alert, []]);
    expect(page).toContain(`### ${alert}\n`);
    expect(annotations.runbook_url.endsWith(`docs/operate/metrics.md#${alert.toLowerCase()}`)).toBe(true);
  }
});

test('every panel of the dashboard uses metrics and labels that exist, and every metric has a panel', async () => {
  const { panels } = JSON.parse(await readFile('deploy/grafana/dashboard.json', 'utf8')) as Dashboard;
  const targets = panels.flatMap(({ title, targets = [] }) =>
    targets.map((target) => ({ title, ...target })),
  );
  for (const { title, expr, legendFormat } of targets) {
    expect([title, unknownIn(expr, legendFormat)]).toEqual([title, []]);
  }
  const all = targets.map(({ expr }) => expr).join('\n');
  const names = [...Object.values(counted), ...Object.values(gauged)].map(({ name }) => name);
  expect(names.filter((name) => !all.includes(name))).toEqual([]);
});

describe.skipIf(!hasPromtool)('promtool, if it is installed', () => {
  test('accepts the alert rules', () => {
    const checked = spawnSync(promtool, ['check', 'rules', 'deploy/prometheus/alerts.yaml'], {
      encoding: 'utf8',
    });
    expect([checked.status, checked.stdout + checked.stderr]).toEqual([
      0,
      expect.stringContaining('SUCCESS'),
    ]);
  });
});
