import { type TestAPI, test } from 'vitest';
import { addToError } from './add-to-error.ts';
import { type CosellFixtures, type Kit, type KitOptions, ONE_AFTER_ANOTHER, openKit } from './open-kit.ts';

export type { CosellFixtures, KitOptions } from './open-kit.ts';

/**
 * Returns Vitest's `test` with fixtures: a server that is started once per worker and returns to the state after `setup` before
 * each test that uses it, and the SDK's client. If such a test fails, its message shows the requests.
 *
 * @example
 * const test = cosellTest({ setup: (cosell) => cosell.accounts.put({ id: '111122223333', companyName: 'Example' }) });
 * test('accepts a referral', async ({ cosell, partnerCentral, account }) => {
 *   const { invitationId } = await cosell.refer({ account });
 * });
 */
export const cosellTest = (options: KitOptions = {}): TestAPI<CosellFixtures> =>
  test.extend<{ $kit: Kit; $begun: Kit } & CosellFixtures>({
    $kit: [
      // Vitest reads from the first parameter which fixtures a fixture needs, so it has to be a pattern, even an empty one.
      // biome-ignore lint/correctness/noEmptyPattern: see above
      async ({}, use) => {
        const kit = await openKit(options);
        await use(kit);
        await kit.close();
      },
      { scope: 'worker' },
    ],
    $begun: async ({ $kit, task, onTestFailed }, use) => {
      if (task.concurrent) throw new Error(`The test "${task.name}" is concurrent. ${ONE_AFTER_ANOTHER}`);
      await $kit.begin();
      onTestFailed(async () => {
        const error = task.result?.errors?.at(-1);
        const text = await $kit.describeRequests();
        if (error && text) addToError(error, text);
      });
      await use($kit);
    },
    cosell: ({ $begun }, use) => use($begun.fixtures.cosell),
    partnerCentral: ({ $begun }, use) => use($begun.fixtures.partnerCentral),
    account: ({ $begun }, use) => use($begun.fixtures.account),
  }) as TestAPI<CosellFixtures>;
