/** Maximum number of named statements. Each takes some kilobytes in the PostgreSQL process of each connection. */
const LIMIT = 200;
/** Number of runs after which a statement gets a name: list filters produce many texts that never recur. */
const RUNS = 5;

/** Names of frequent statements, by text. */
export interface StatementNames {
  /** Counts a run of a statement. Returns its name, or undefined if it has none (yet). */
  of(text: string): string | undefined;
  /** Renames all statements because the plan of this name is stale. Does nothing if the name itself is an old one. */
  renew(name: string): void;
}

export const createStatementNames = (): StatementNames => {
  const runs = new Map<string, number>();
  const names = new Map<string, string>();
  let generation = 0;
  return {
    of: (text) => {
      const known = names.get(text);
      if (known !== undefined) return known;
      if (names.size >= LIMIT) return undefined;
      const count = (runs.get(text) ?? 0) + 1;
      if (count < RUNS) {
        // Bounds memory: losing the counts is cheaper than keeping every text.
        if (runs.size >= LIMIT * RUNS) runs.clear();
        runs.set(text, count);
        return undefined;
      }
      runs.delete(text);
      const name = `statement ${generation} ${names.size}`;
      names.set(text, name);
      return name;
    },
    renew: (name) => {
      if (!name.startsWith(`statement ${generation} `)) return;
      generation += 1;
      names.clear();
    },
  };
};
