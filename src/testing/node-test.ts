import { after, afterEach, before, beforeEach, type SuiteContext, type TestContext } from 'node:test';
import { addToError, isKeptError } from './add-to-error.ts';
import { type CosellFixtures, type Kit, type KitOptions, ONE_AFTER_ANOTHER, openKit } from './open-kit.ts';

export type { CosellFixtures, KitOptions } from './open-kit.ts';

/**
 * Gives the tests of a file, or of the `describe` in which it is called, a server. It is started with the first of them, ends with
 * the last, and returns to the state after `setup` before each; subtests go on with the state of their test. If a test fails, its
 * message shows the requests. Use the members of the result inside tests: they throw an Error elsewhere.
 *
 * @example
 * const my = useCosell({ setup: (cosell) => cosell.accounts.put({ id: '111122223333', companyName: 'Example' }) });
 * test('accepts a referral', async () => {
 *   const { invitationId } = await my.cosell.refer({ account: my.account });
 * });
 */
export const useCosell = (options: KitOptions = {}): Readonly<CosellFixtures> => {
  let kit: Kit | undefined;
  /** The full names of the running tests, each a subtest of the one before. */
  const running: string[] = [];

  before(async () => {
    kit = await openKit(options);
  });
  beforeEach(async (test) => {
    const name = test.fullName;
    const parent = running.at(-1);
    if (parent !== undefined && !name.startsWith(`${parent} > `))
      throw new Error(`"${name}" runs at the same time as "${parent}". ${ONE_AFTER_ANOTHER}`);
    running.push(name);
    if (parent === undefined) await kit?.begin();
  });
  afterEach(async (test) => {
    running.pop();
    if (kit && isTest(test) && test.error) await report(test, test.error, kit);
  });
  after(async () => {
    await kit?.close();
    kit = undefined;
  });

  const fixturesOf = (): CosellFixtures => {
    if (kit && running.length > 0) return kit.fixtures;
    throw new Error(
      'cosell can be used inside tests, beforeEach and afterEach. What each test begins with is made by `setup`, an option of ' +
        'useCosell: what `before` made would be gone in the first test.',
    );
  };
  return {
    get cosell() {
      return fixturesOf().cosell;
    },
    get partnerCentral() {
      return fixturesOf().partnerCentral;
    },
    get account() {
      return fixturesOf().account;
    },
  };
};

/** A test with the failure that Node's documentation has of it, and its types have not yet. */
type EndedTest = TestContext & { readonly error?: Error | null };

const isTest = (context: TestContext | SuiteContext): context is EndedTest => 'diagnostic' in context;

/** Adds the requests to the error of a test. A test whose subtests failed has none of its own: they have reported it. */
const report = async (test: TestContext, { cause }: Error, kit: Kit): Promise<void> => {
  const text = await kit.describeRequests();
  if (text === undefined) return;
  if (isKeptError(cause)) addToError(cause, text);
  else test.diagnostic(text);
};
