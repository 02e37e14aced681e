import type { Action } from './action.ts';

/** The HTTP request of an action. */
export interface ActionRequest {
  method: Action<never>['method'];
  /** With the query. */
  path: string;
  /** JSON; undefined if the method has no body. */
  body: string | undefined;
}

/** Returns the request with which an action is called: the counterpart of `readInput`. The input may violate its schema. */
export const requestOf = (
  { method, path: pattern }: Pick<Action<never>, 'method' | 'path'>,
  input: Readonly<Record<string, unknown>>,
): ActionRequest => {
  const inPath = [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(input[name] ?? '')),
  );
  const others = Object.entries(input).filter(
    ([name, value]) => !inPath.includes(name) && value !== undefined,
  );
  if (method === 'POST' || method === 'PUT') {
    return { method, path, body: JSON.stringify(Object.fromEntries(others)) };
  }
  const query = new URLSearchParams(
    others.flatMap(([name, value]) => textsOf(value).map((text): [string, string] => [name, text])),
  );
  return { method, path: others.length === 0 ? path : `${path}?${query}`, body: undefined };
};

const textsOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.map(String)
    : [typeof value === 'object' ? JSON.stringify(value) : String(value)];
