/** Statements that get a name. Each takes some kilobytes in each connection's process of PostgreSQL. */
const LIMIT = 200;
/** How often a text is run before it gets one: the filters of lists make many that never come again. */
const RUNS = 5;

/** Names for the statements that are run often, by their texts. */
export interface StatementNames {
  /** The name of a statement; undefined for one that has none. */
  of(text: string): string | undefined;
  /** Gives all of them new names, as that of one means a stale plan; unless it is an old one already. */
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
        // Rather forget all counts than keep each text that ever came.
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
