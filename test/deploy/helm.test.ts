import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';

const CHART = 'deploy/helm/cosell';

/** The path of Helm, which Debian does not have; GitHub's runners do. */
const helm = process.env.HELM ?? 'helm';
const hasHelm = spawnSync(helm, ['version']).status === 0;

const valuesOf = async () => parse(await readFile(`${CHART}/values.yaml`, 'utf8')) as Record<string, unknown>;

const checkValues = async () =>
  // The draft that Helm reads.
  new Ajv({ allowUnionTypes: true, strictTypes: false }).compile(
    JSON.parse(await readFile(`${CHART}/values.schema.json`, 'utf8')),
  );

/** The paths of all leaves of the values; a map that users fill counts as a leaf. */
const pathsOf = (values: unknown, at = ''): string[] => {
  const isMap = typeof values === 'object' && values !== null && !Array.isArray(values);
  if (!isMap || Object.keys(values).length === 0 || ['.settings', '.resources'].includes(at)) return [at];
  return Object.entries(values).flatMap(([name, value]) => pathsOf(value, `${at}.${name}`));
};

test('the chart’s own values conform to its schema, and mistakes do not', async () => {
  const check = await checkValues();
  const values = await valuesOf();
  expect([check(values), check.errors]).toEqual([true, null]);
  for (const mistake of [
    { replica: 3 },
    { replicas: '3' },
    { settings: { COSELL_PORT: 4747 } },
    { settings: { COSELL_DATABASE_URL: 'postgres://in-the-release' } },
    { settings: { PORT: '4747' } },
    { existingSecret: { databaseUrlKey: 'database-url' } },
  ]) {
    expect([mistake, check({ ...values, ...mistake })]).toEqual([mistake, false]);
  }
});

test('the templates use every value, and none that does not exist', async () => {
  const files = await readdir(`${CHART}/templates`);
  const texts = await Promise.all(files.map((file) => readFile(`${CHART}/templates/${file}`, 'utf8')));
  const used = texts.flatMap((text) =>
    [...text.matchAll(/\.Values((?:\.\w+)+)/g)].map(([, path = '']) => path),
  );
  expect([...new Set(used)].sort()).toEqual(pathsOf(await valuesOf()).sort());
});

test('the chart installs the version of this package', async () => {
  const chart = parse(await readFile(`${CHART}/Chart.yaml`, 'utf8')) as { appVersion: string };
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  expect(chart.appVersion).toBe(version);
});

interface Rendered {
  kind: string;
  metadata: { name: string };
  spec: Record<string, unknown>;
}

const render = (...settings: string[]): Rendered[] => {
  const sets = settings.flatMap((setting) => ['--set', setting]);
  const rendered = spawnSync(helm, ['template', 'partners', CHART, ...sets], { encoding: 'utf8' });
  if (rendered.status !== 0) throw new Error(rendered.stderr);
  return parseAllDocuments(rendered.stdout).map((document) => document.toJS() as Rendered);
};

/** The pod of a Deployment or Job. */
const podOf = ({ spec }: Rendered) =>
  (spec.template as { spec: Record<string, unknown> & { containers: Record<string, unknown>[] } }).spec;

describe.skipIf(!hasHelm)('Helm, if it is installed', () => {
  test('finds no fault with the chart', () => {
    const linted = spawnSync(helm, ['lint', '--strict', CHART], { encoding: 'utf8' });
    expect([linted.status, linted.stdout]).toEqual([0, expect.stringContaining('0 chart(s) failed')]);
  });

  test('renders what is wanted, and only that', () => {
    const usual = ['ConfigMap', 'Deployment', 'Job', 'PodDisruptionBudget', 'Service'];
    const kindsOf = (...settings: string[]) =>
      render(...settings)
        .map(({ kind }) => kind)
        .sort();
    expect(kindsOf()).toEqual(usual);
    expect(kindsOf('serviceMonitor.enabled=true', 'autoscaling.enabled=true')).toEqual(
      [...usual, 'HorizontalPodAutoscaler', 'ServiceMonitor'].sort(),
    );
    expect(kindsOf('migration.enabled=false', 'disruptionBudget.enabled=false')).toEqual([
      'ConfigMap',
      'Deployment',
      'Service',
    ]);
  });

  test('renders pods like those of the plain manifests', async () => {
    const rendered = render();
    for (const [kind, file] of [
      ['Deployment', 'deployment.yaml'],
      ['Job', 'migrate.yaml'],
    ] as const) {
      const plain = parse(await readFile(`deploy/kubernetes/${file}`, 'utf8')) as Rendered;
      const ours = rendered.find((one) => one.kind === kind);
      if (!ours) throw new Error(`no ${kind}`);
      const { containers: ourContainers, topologySpreadConstraints: _ours, ...pod } = podOf(ours);
      const { containers, topologySpreadConstraints: _plain, ...plainPod } = podOf(plain);
      expect(pod).toEqual(plainPod);
      for (const member of [
        ...['startupProbe', 'livenessProbe', 'readinessProbe', 'lifecycle', 'resources', 'securityContext'],
        ...['env', 'ports', 'args', 'volumeMounts'],
      ]) {
        expect([member, ourContainers[0]?.[member]]).toEqual([member, containers[0]?.[member]]);
      }
    }
  });

  test('lets the autoscaler decide how many pods there are', () => {
    const replicasOf = (rendered: Rendered[]) =>
      rendered.find(({ kind }) => kind === 'Deployment')?.spec.replicas;
    expect(replicasOf(render('replicas=4'))).toBe(4);
    expect(replicasOf(render('autoscaling.enabled=true'))).toBeUndefined();
  });

  test('refuses values that the schema does not have', () => {
    expect(() => render('replica=3')).toThrow('replica');
  });
});
