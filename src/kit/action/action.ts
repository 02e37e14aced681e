import type { Static, TObject, TSchema } from 'typebox';

/** A page of the console about something that a response names. */
export interface ConsolePage {
  /** The id as the response writes it. */
  id: string;
  account: string;
  /** Default Sandbox: for what is the same in both. */
  catalog?: string | undefined;
  /** Below account and catalog, each of its parts encoded: `tasks/task-1`. */
  path: string;
}

/** The command of an action on the command line. */
export interface ActionCommand {
  /** The words after the program's name. Default those of the action's name. */
  words?: string;
  /** The member that is a positional argument: `clock advance 15d`. */
  argument?: string;
  /** A complete command line, for the help text. */
  example: string;
  /** Writes a response for people. Default: as tables. */
  show?(answer: unknown): string;
  /** Writes what people and programs get alike; undefined if the response is to be shown otherwise. Default: undefined. */
  text?(answer: unknown): string | undefined;
  /** The pages that the console has for what a response names: terminals link the ids to them. Default: none. */
  pages?(answer: unknown, input: Readonly<Record<string, unknown>>): ConsolePage[];
  /** Of a list that grows: the member that has its entries, newest first, and the message of live streams that tells of one. */
  follow?: { member: string; event: string };
  /** Whether a response is about one thing, so that people also get the address of its page. */
  isOfOne?: true;
}

/** What a caller's token has to allow; each allows the ones before it, too. */
export type Scope = 'metrics' | 'read' | 'operate' | 'admin';

/** Something that an operator can do. Its route, command and method are all derived from this definition. */
export interface Action<
  Context,
  Takes extends TObject = TObject,
  Answers extends TSchema = TSchema,
  Name extends string = string,
> {
  /** The method's path and the words of the command: `clock.advance` is `clock advance`. */
  name: Name;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `{id}` stands for the input's member `id`. */
  path: string;
  /** What it does, in one sentence. */
  summary: string;
  /** Default `read` for GET, otherwise `operate`. */
  scope?: Scope;
  /**
   * The permission with which a user or role of an account may do it for what is the account's own: `cosell:ReadTasks`. Its
   * input's `account` is then the caller's. Default: only operators may.
   */
  own?: `cosell:${string}`;
  /** Whether it only adds something, so that nothing is changed or lost by it. Default: whether it only reads. */
  onlyAdds?: true;
  /** Whether doing it again with the same input changes nothing more. Default: whether it is no POST. */
  isIdempotent?: true;
  /** The schema of its input: the members of the path, and of the query (GET, DELETE) or body (POST, PUT). */
  takes: Takes;
  answers: Answers;
  command?: ActionCommand;
  /**
   * Writes the answer as pieces of one JSON text, so that an answer of any size is never whole in memory. HTTP uses it instead of
   * `handle`.
   */
  writePieces?(input: Static<Takes>, context: Context): AsyncGenerator<string, void, undefined>;
  /**
   * Performs the action with a body of JSON that is read as it arrives, for bodies of any size. It checks what it reads. HTTP uses
   * it instead of `handle`.
   */
  handleBody?(body: AsyncIterable<Uint8Array>, context: Context): Promise<Static<Answers>>;
  /** Whether `handle` itself refuses texts that cannot be stored (kit/action/text.ts). Default false: `perform` does. */
  checksTexts?: true;
  /** Performs the action. The input conforms to `takes`. */
  handle(input: Static<Takes>, context: Context): Promise<Static<Answers>>;
}

/** Returns the function that defines actions on a context. */
export const actionOn =
  <Context>() =>
  <Takes extends TObject, Answers extends TSchema, const Name extends string>(
    definition: Action<Context, Takes, Answers, Name>,
  ): Action<Context, Takes, Answers, Name> =>
    definition;

/** The scope that an action needs. */
export const scopeOf = ({ scope, method }: { scope?: Scope; method: string }): Scope =>
  scope ?? (method === 'GET' ? 'read' : 'operate');

/** Whether a module's export is an action. */
export const isAction = (value: unknown): value is { readonly name: string } =>
  typeof value === 'object' && value !== null && 'handle' in value && 'takes' in value && 'path' in value;

const scopes: readonly Scope[] = ['metrics', 'read', 'operate', 'admin'];

/** Whether a token's scope is enough for what is needed. */
export const allows = (given: Scope, needed: Scope): boolean =>
  scopes.indexOf(given) >= scopes.indexOf(needed);
