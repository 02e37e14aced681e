import type { Static, TObject, TSchema } from 'typebox';

/** How an action is called on the command line. */
export interface ActionCommand {
  /** The words after the program's, if they are not those of the name. */
  words?: string;
  /** The member that is given without its name: `clock advance 15d`. */
  argument?: string;
  /** A whole command line, for its help. */
  example: string;
}

/** Something that an operator can do: a route, a command of the command line and a method, all made from this. */
export interface Action<
  Context,
  Takes extends TObject = TObject,
  Answers extends TSchema = TSchema,
  Name extends string = string,
> {
  /** The method's path and the words of the command: `clock.advance` is `clock advance`. */
  name: Name;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `{id}` stands for the member `id` of what it takes. */
  path: string;
  /** What it does, in one sentence. */
  summary: string;
  /** All that it takes: the members of the path, and of the query of a GET or DELETE, or of the body. */
  takes: Takes;
  answers: Answers;
  command?: ActionCommand;
  /** Does it. The input fits `takes`. */
  handle(input: Static<Takes>, context: Context): Promise<Static<Answers>>;
}

/** The function that defines an action on a context. */
export const actionOn =
  <Context>() =>
  <Takes extends TObject, Answers extends TSchema, const Name extends string>(
    definition: Action<Context, Takes, Answers, Name>,
  ): Action<Context, Takes, Answers, Name> =>
    definition;

/** Whether a module's export is an action. */
export const isAction = (value: unknown): value is { readonly name: string } =>
  typeof value === 'object' && value !== null && 'handle' in value && 'takes' in value && 'path' in value;
