import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkBillOfMaterials, createBillOfMaterials } from '../../supply-chain/bill-of-materials.ts';
import { readBundled, withBundled } from '../../supply-chain/bundled.ts';
import { readPackages } from '../../supply-chain/packages.ts';

const root = join(import.meta.dirname, '../..');
const bill = createBillOfMaterials(root);

test('is valid CycloneDX, of cosell', async () => {
  expect(await checkBillOfMaterials(bill)).toEqual([]);
  expect(bill.metadata.component).toMatchObject({ name: 'cosell', type: 'application' });
});

test('names exactly the installed packages of production, and those in the console', () => {
  const named = bill.components.map(({ name, version }) => `${name}@${version}`);
  const installed = withBundled(readPackages(root), readBundled(root))
    .filter(({ isDevelopment, installedLicense }) => !isDevelopment && installedLicense !== undefined)
    .map(({ name, version }) => `${name}@${version}`);
  expect(new Set(named)).toEqual(new Set(installed));
  expect(named).toEqual(
    expect.arrayContaining([expect.stringMatching(/^pg@/), expect.stringMatching(/^fastify@/)]),
  );
  expect(named.join()).toContain('@cloudscape-design/components@');
  expect(named.join()).not.toContain('vitest@');
});

test('refers to nothing that it does not name', () => {
  const refs = new Set([bill.metadata.component, ...bill.components].map((each) => each['bom-ref']));
  for (const { ref, dependsOn = [] } of bill.dependencies) {
    expect([...refs]).toEqual(expect.arrayContaining([ref, ...dependsOn]));
  }
});

test('the check finds what violates the schema', async () => {
  const [first] = bill.components;
  const broken = { ...bill, components: [{ ...first, type: 'thing' }] };
  const problems = await checkBillOfMaterials(broken as unknown as typeof bill);
  expect(problems.join()).toContain('/components/0/type');
});
