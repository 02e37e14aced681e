/** The SDK's type of a shape as JSON has it: timestamps are texts, and an answered member may be null. */
export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer E)[]
    ? Wire<E>[]
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T;

type CommandOf<Sdk, Name extends string> = `${Name}Command` extends keyof Sdk ? Sdk[`${Name}Command`] : never;

/** The names of the operations of an SDK package. */
export type NamesOf<Sdk> = {
  [K in keyof Sdk]: K extends `${infer Name}Command` ? (Name extends '$' ? never : Name) : never;
}[keyof Sdk];

export type InputOf<Sdk, Name extends string> =
  CommandOf<Sdk, Name> extends new (...args: never[]) => { input: infer Input } ? Wire<Input> : never;

export type OutputOf<Sdk, Name extends string> =
  CommandOf<Sdk, Name> extends new (
    ...args: never[]
  ) => { resolveMiddleware: (...args: never[]) => (...args: never[]) => Promise<{ output: infer Output }> }
    ? Wire<Omit<Output, '$metadata'>>
    : never;
