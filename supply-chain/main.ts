import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkBillOfMaterials, createBillOfMaterials } from './bill-of-materials.ts';
import { readBundled, withBundled } from './bundled.ts';
import { checkLicenses, exceptions } from './licenses.ts';
import { checkLockFile } from './lock-file.ts';
import { readPackages } from './packages.ts';
import { checkVulnerabilities } from './vulnerabilities.ts';

/**
 * `npm run licenses`, `lock-file`, `vulnerabilities` and `sbom`: check what cosell is made of. CONTRIBUTING.md, "Dependencies",
 * says what they demand. Exits 0 if all is well, 1 if not, and 77 if a check could not be made.
 */

const SKIPPED = 77;
const root = resolve(import.meta.dirname, '..');
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Prints the problems, or that there are none. */
const conclude = (problems: readonly string[], fine: string): void => {
  for (const problem of problems) say(problem);
  if (problems.length === 0) say(fine);
  process.exitCode = problems.length === 0 ? 0 : 1;
};

const checks: Record<string, () => void | Promise<void>> = {
  licenses: () => {
    const packages = withBundled(readPackages(root), readBundled(root));
    const ofProduction = packages.filter(({ isDevelopment }) => !isDevelopment).length;
    for (const { packages, license, reason } of exceptions)
      say(`excepted: ${packages.source}, ${license}: ${reason}`);
    conclude(
      checkLicenses(packages),
      `${ofProduction} packages of production or in the console, and ${packages.length - ofProduction} of development have accepted licenses.`,
    );
  },
  'lock-file': () => {
    const packages = readPackages(root);
    conclude(
      checkLockFile(packages, root),
      `${packages.length} packages have a SHA-512 and come from the npm registry.`,
    );
  },
  vulnerabilities: async () => {
    const { problems, skipped } = await checkVulnerabilities(root);
    if (skipped === undefined)
      return conclude(problems, 'No package has a known vulnerability of the levels that count.');
    say(`SKIPPED: the registry did not answer which packages have known vulnerabilities: ${skipped}`);
    process.exitCode = SKIPPED;
  },
  sbom: async () => {
    const bill = createBillOfMaterials(root);
    const folder = join(root, 'dist');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
    conclude(
      await checkBillOfMaterials(bill),
      `dist/sbom.cdx.json names ${bill.components.length} packages and is valid CycloneDX ${bill.specVersion}.`,
    );
  },
};

const check = checks[process.argv[2] ?? ''];
if (!check) throw new Error(`Name a check: ${Object.keys(checks).join(', ')}.`);
await check();
