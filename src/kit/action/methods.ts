import type { Static, TObject, TSchema } from 'typebox';

/** Actions by name, as far as their methods depend on them. */
type Known = object;

/** What the action of a name takes. */
export type InputOf<Actions extends Known, Name extends keyof Actions> = Actions[Name] extends {
  takes: infer Takes extends TObject;
}
  ? Static<Takes>
  : never;

/** What the action of a name answers. */
export type AnswerOf<Actions extends Known, Name extends keyof Actions> = Actions[Name] extends {
  answers: infer Answers extends TSchema;
}
  ? Static<Answers>
  : never;

/** Calls an action. The input may be left out if nothing of it is required. */
type Method<Input, Answer> =
  Record<never, never> extends Input ? (input?: Input) => Promise<Answer> : (input: Input) => Promise<Answer>;

/** `a.b` as `{ a: { b } }`. */
type Nested<Path, Value> = Path extends `${infer Head}.${infer Rest}`
  ? { readonly [K in Head]: Nested<Rest, Value> }
  : { readonly [K in Path & string]: Value };

type Together<Union> = (Union extends unknown ? (each: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;

/** All actions as methods: `accounts.put` is `methods.accounts.put(…)`. */
export type MethodsOf<Actions extends Known> = Together<
  {
    [Name in keyof Actions]: Nested<Name, Method<InputOf<Actions, Name>, AnswerOf<Actions, Name>>>;
  }[keyof Actions]
>;

/** Makes the methods, each of which calls `perform` with the name of its action. */
export const methodsOf = <Actions extends Known>(
  names: readonly (keyof Actions & string)[],
  perform: (name: keyof Actions & string, input: unknown) => Promise<unknown>,
): MethodsOf<Actions> => {
  const methods: Record<string, unknown> = {};
  // The shorter names first: a method may have methods of its own.
  for (const name of names.toSorted((one, other) => one.length - other.length)) {
    const path = name.split('.');
    const last = path.pop() ?? '';
    let at = methods;
    for (const part of path) {
      at[part] ??= {};
      at = at[part] as Record<string, unknown>;
    }
    at[last] = (input: unknown = {}) => perform(name, input);
  }
  return methods as MethodsOf<Actions>;
};
