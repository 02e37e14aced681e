import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readBundled, withBundled } from './bundled.ts';
import { type LockedPackage, readPackages } from './packages.ts';

/** The part of a CycloneDX document that is read here. */
export interface BillOfMaterials {
  specVersion: string;
  metadata: { component: { 'bom-ref': string; name: string; purl: string } };
  components: readonly Component[];
  /** Which component needs which, by their `bom-ref`. */
  dependencies: readonly { ref: string; dependsOn?: readonly string[] }[];
}

interface Component {
  'bom-ref': string;
  name: string;
  version: string;
  purl: string;
}

/**
 * Returns the CycloneDX document of what users install, and of what the built console contains, which npm derives from the installed packages. npm's own `--omit dev`
 * also omits packages that both need (npm 11.19: `pg`, a direct dependency), so the others are removed here.
 * @throws Error with npm's words if it cannot
 */
export const createBillOfMaterials = (root: string): BillOfMaterials => {
  const flags = ['--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
  const { stdout, stderr, status, error } = spawnSync('npm', ['sbom', ...flags], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`npm sbom failed: ${error?.message ?? stderr}`);
  const bill = JSON.parse(stdout) as BillOfMaterials;
  // npm names the application after its folder.
  const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name: string };
  bill.metadata.component.name = name;
  bill.components = bill.components.map(underOwnName);
  return withoutDevelopment(bill, withBundled(readPackages(root), readBundled(root)));
};

/** npm lists a package that is also installed under an alias by the alias alone. Its package URL has its own name. */
const underOwnName = (component: Component): Component => {
  const [, name] = /^pkg:npm\/(.+)@/.exec(component.purl) ?? [];
  return name === undefined ? component : { ...component, name: decodeURIComponent(name) };
};

const withoutDevelopment = (bill: BillOfMaterials, packages: readonly LockedPackage[]): BillOfMaterials => {
  const kept = new Set(
    packages.filter(({ isDevelopment }) => !isDevelopment).map(({ name, version }) => `${name}@${version}`),
  );
  const components = bill.components.filter(({ name, version }) => kept.has(`${name}@${version}`));
  const refs = new Set(components.map((component) => component['bom-ref']));
  const root = bill.metadata.component['bom-ref'];
  const dependencies = bill.dependencies
    .filter(({ ref }) => refs.has(ref) || ref === root)
    .map(({ ref, dependsOn }) => ({
      ref,
      ...(dependsOn && { dependsOn: dependsOn.filter((on) => refs.has(on)) }),
    }));
  return { ...bill, components, dependencies };
};

/** The schemas of CycloneDX, which the package of its reference implementation for JavaScript contains. */
const schemas = join(
  dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json')),
  'res/schema',
);

const readSchema = (name: string): object =>
  JSON.parse(readFileSync(join(schemas, `${name}.SNAPSHOT.schema.json`), 'utf8'));

/** Returns a sentence for each place where a document violates CycloneDX's schema of its version. */
export const checkBillOfMaterials = async (bill: BillOfMaterials): Promise<string[]> => {
  // Loaded here, because an image that only writes the document need not install them.
  const { Ajv } = await import('ajv');
  const formats = await import('ajv-formats');
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    formats: { 'iri-reference': true, 'idn-email': true },
  });
  formats.default.default(ajv);
  ajv.addSchema(readSchema('spdx'), 'http://cyclonedx.org/schema/spdx.SNAPSHOT.schema.json');
  ajv.addSchema(readSchema('jsf-0.82'), 'http://cyclonedx.org/schema/jsf-0.82.SNAPSHOT.schema.json');
  const validate = ajv.compile(readSchema(`bom-${bill.specVersion}`));
  if (validate(bill)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
};
