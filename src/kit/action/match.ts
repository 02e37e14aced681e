import type { Action } from './action.ts';

/** An action that a path leads to. */
export interface Match<Context> {
  action: Action<Context>;
  /** The members of its input that the path gives. */
  parameters: Record<string, string>;
}

/**
 * Finds the actions at a path, which is encoded as on the request line: one per method. A path without parameters
 * takes precedence over one with parameters.
 */
export const matchPath = <Context>(
  actions: ReadonlyMap<string, Action<Context>>,
  path: string,
): Match<Context>[] => {
  const parts = path.split('/');
  const matches = [...actions.values()].flatMap((action) => {
    const parameters = parametersOf(action.path.split('/'), parts);
    return parameters ? [{ action, parameters }] : [];
  });
  const fewest = Math.min(...matches.map(({ parameters }) => Object.keys(parameters).length));
  return matches.filter(({ parameters }) => Object.keys(parameters).length === fewest);
};

const parametersOf = (pattern: string[], parts: string[]): Record<string, string> | undefined => {
  if (pattern.length !== parts.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? '';
    const [, name] = /^\{(\w+)\}$/.exec(expected) ?? [];
    if (name === undefined) {
      if (part !== expected) return undefined;
      continue;
    }
    const decoded = decode(part);
    if (!decoded) return undefined;
    parameters[name] = decoded;
  }
  return parameters;
};

const decode = (part: string): string | undefined => {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
};
