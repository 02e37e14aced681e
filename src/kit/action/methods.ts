import type { Static, TObject, TSchema } from 'typebox';

/** Types of actions by name. */
type Known = object;

/** The input of the action of a name. */
export type InputOf<Actions extends Known, Name extends keyof Actions> = Actions[Name] extends {
  takes: infer Takes extends TObject;
}
  ? Static<Takes>
  : never;

/** The result of the action of a name. */
export type AnswerOf<Actions extends Known, Name extends keyof Actions> = Actions[Name] extends {
  answers: infer Answers extends TSchema;
}
  ? Static<Answers>
  : never;

/** Calls an action. The input is optional if none of its members is required. */
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

/** Creates the methods. Each calls `perform` with the name of its action. */
export const methodsOf = <Actions extends Known>(
  names: readonly (keyof Actions & string)[],
  perform: (name: keyof Actions & string, input: unknown) => Promise<unknown>,
): MethodsOf<Actions> => {
  const methods: Record<string, unknown> = {};
  // Shorter names first, because a method may have methods of its own.
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
