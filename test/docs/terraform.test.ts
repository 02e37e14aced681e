import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../support/python.ts';
import { startServer, temporaryFolder } from '../support/server.ts';
import { codeBlocks } from './support/code-blocks.ts';

/** Only what hangs is ended: each command starts the provider, which has 700 MB. */
const PATIENCE_MS = 600_000;
const URL_OF_THE_PAGE = 'http://127.0.0.1:4747';

/**
 * Where `terraform init` finds AWS's provider: on the network, or in a folder that TF_CLI_ARGS_init names, e.g.
 * `-plugin-dir=/usr/share/terraform/plugins`.
 */
test('Terraform applies docs/start/terraform.md, finds no difference then, and takes all away', {
  timeout: PATIENCE_MS,
}, async ({ skip }) => {
  if ((await runProgram('terraform', ['version'])).code !== 0) skip('there is no Terraform here');
  const [page, ...others] = codeBlocks().filter(({ language }) => language === 'hcl');
  expect(others).toEqual([]);
  const { endpoint } = await startServer();
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, 'main.tf'), page!.code.replaceAll(URL_OF_THE_PAGE, endpoint));
  const terraform = (...args: string[]) =>
    runProgram('terraform', [...args, '-no-color', '-input=false'], { cwd });
  if ((await terraform('init')).code !== 0) skip("Terraform cannot find AWS's provider here");
  const applied = await terraform('apply', '-auto-approve');
  expect([applied.code, applied.stderr]).toEqual([0, '']);
  expect(applied.stdout).toContain('Apply complete! Resources: 4 added');
  const planned = await terraform('plan', '-detailed-exitcode');
  expect([planned.code, planned.stdout]).toEqual([0, expect.stringContaining('No changes.')]);
  const destroyed = await terraform('destroy', '-auto-approve');
  expect([destroyed.code, destroyed.stdout]).toEqual([0, expect.stringContaining('Resources: 4 destroyed')]);
});
