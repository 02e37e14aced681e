import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TestEnvironment } from 'jest-environment-node';
import type { Snapshot } from '../index.ts';
import { addToError, isKeptError } from './add-to-error.ts';
import { type Kit, type KitOptions, ONE_AFTER_ANOTHER, openKit } from './open-kit.ts';

/** `testEnvironmentOptions.cosell`: JSON, so `setup` is the path of a module, from `rootDir`, that exports the function `setup`. */
export type JestKitOptions = Omit<KitOptions, 'setup'> & { setup?: string };

/** Where `cosell/jest` finds what tests have. */
const FIXTURES = Symbol.for('cosell.jest');

interface Block {
  hooks: { type: string }[];
}

interface JestTest {
  name: string;
  errors: unknown[];
  concurrent?: boolean;
}

/** What Jest's runner tells an environment, as far as it matters here. */
type JestEvent =
  | { name: 'run_describe_start' | 'run_describe_finish'; describeBlock: Block }
  | { name: 'test_start' }
  | { name: 'test_done'; test: JestTest };

/** The state to which the tests of a block return; absent until its hooks have run. */
interface Level {
  base?: Snapshot;
}

/**
 * Jest's environment for Node, with a server. It runs outside of the sandbox: fake timers and mocks of a test do not reach it. One
 * server serves the files of a worker one after another; the state returns before each test to what `setup` and the `beforeAll` of
 * the blocks around it have made.
 */
// biome-ignore lint/style/noDefaultExport: Jest takes the default export of a module as its environment.
export default class CosellEnvironment extends TestEnvironment {
  readonly #given: JestKitOptions;
  readonly #rootDir: string;
  readonly #levels: Level[] = [];
  #kit: Kit | undefined;

  constructor(...[config, context]: ConstructorParameters<typeof TestEnvironment>) {
    super(config, context);
    const { rootDir, testEnvironmentOptions } = config.projectConfig;
    this.#given = testEnvironmentOptions.cosell ?? {};
    this.#rootDir = rootDir;
  }

  override async setup(): Promise<void> {
    await super.setup();
    this.#kit = await openKit(await readOptions(this.#given, this.#rootDir));
    // Jest tells no environment that it was the worker's last: the server ends with the process, and does not keep it.
    this.#kit.fixtures.cosell.unref();
    Reflect.set(this.global, FIXTURES, this.#kit.fixtures);
  }

  override async teardown(): Promise<void> {
    this.#kit?.fixtures.partnerCentral.destroy();
    this.#kit = undefined;
    await super.teardown();
  }

  /** Called and awaited by Jest's runner. */
  async handleTestEvent(event: JestEvent): Promise<void> {
    if (!this.#kit) return;
    if (event.name === 'run_describe_start') await this.#enter(this.#kit, event.describeBlock);
    if (event.name === 'run_describe_finish') this.#levels.pop();
    if (event.name === 'test_start') await this.#begin(this.#kit);
    if (event.name === 'test_done') await report(event.test, this.#kit);
  }

  /** The hooks of a block continue from the state of the block around it; without hooks it has the state of that block. */
  async #enter(kit: Kit, { hooks }: Block): Promise<void> {
    await this.#begin(kit);
    const outer = this.#levels.at(-1);
    const changes = hooks.some(({ type }) => type === 'beforeAll');
    this.#levels.push(changes || !outer ? {} : outer);
  }

  async #begin({ fixtures, beginWith }: Kit): Promise<void> {
    const level = this.#levels.at(-1);
    if (!level) return;
    level.base ??= await fixtures.cosell.snapshot();
    await beginWith(level.base);
  }
}

/** Throws an Error that says what to change if the module of `setup` has no such function. */
const readOptions = async (
  { setup: path, ...given }: JestKitOptions,
  rootDir: string,
): Promise<KitOptions> => {
  const fromRoot = (name: string): string => resolve(rootDir, name.replace('<rootDir>', rootDir));
  const { init } = given;
  const options = typeof init === 'string' ? { ...given, init: fromRoot(init) } : given;
  if (path === undefined) return options;
  const file = fromRoot(path);
  const { setup } = await import(pathToFileURL(file).href);
  if (typeof setup === 'function') return { ...options, setup };
  throw new Error(
    `${file}, which testEnvironmentOptions.cosell.setup names, does not export a function setup.`,
  );
};

/** Adds the requests to the errors of a test. */
const report = async ({ errors, concurrent, name }: JestTest, kit: Kit): Promise<void> => {
  if (concurrent) {
    errors.push(new Error(`The test "${name}" is concurrent. ${ONE_AFTER_ANOTHER}`));
    return;
  }
  const text = errors.length > 0 ? await kit.describeRequests() : undefined;
  if (text === undefined) return;
  // Jest keeps an error with the place of the test, for what is thrown without a stack.
  const last = errors.length - 1;
  const [thrown, place] = [errors[last]].flat();
  if (isKeptError(thrown)) addToError(thrown, text);
  else errors[last] = [`${thrown}\n\n${text}`, place];
};
