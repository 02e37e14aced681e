import type { CompiledQuery } from 'kysely';
import type { RunningServer } from '../../src/server/parts.ts';
import { openStore, type StoreLocation } from '../../src/store/index.ts';
import { startEngineAt } from './engine.ts';
import { administer } from './postgres.ts';
import { rowsVisited } from './rows-visited.ts';

/** A server whose queries are run again to count the rows that each of them visits. */
export interface StatementCosts {
  server: RunningServer;
  /** Asks, and notes the queries that visit more rows than allowed. Returns the answer. */
  follow<Answer>(name: string, ask: () => Promise<Answer>, atMost?: number): Promise<Answer>;
  /** The queries that visited more, with what asked for them. */
  costly: readonly string[];
  /** The number of different queries that were counted. */
  counted(): number;
  close(): Promise<void>;
}

/**
 * @param atMost the most rows of a table that a query may visit, unless `follow` says otherwise.
 * @param plans see `rowsVisited`.
 */
export const followStatements = async (
  location: StoreLocation,
  atMost: number,
  plans: 'by index' | 'freely' = 'by index',
): Promise<StatementCosts> => {
  if (location !== 'memory' && 'databaseUrl' in location) await administer(location.databaseUrl, 'analyze');
  let statements: CompiledQuery[] = [];
  const server = await startEngineAt(location, {
    openStore: (place) =>
      openStore(place, {
        interceptor: (statement, run) => {
          statements.push(statement);
          return run();
        },
      }),
  });
  const visited = await rowsVisited(location, plans);
  const seen = new Set<string>();
  const costly: string[] = [];
  return {
    server,
    costly,
    counted: () => seen.size,
    follow: async (name, ask, allowed = atMost) => {
      statements = [];
      const answer = await ask();
      for (const statement of statements.filter(({ sql }) => /^\s*(select|with)/i.test(sql))) {
        const key = `${statement.sql}${JSON.stringify(statement.parameters)}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const rows = await visited.of(statement);
        if (rows > allowed) costly.push(`${name}: ${rows} rows\n${statement.sql}`);
      }
      return answer;
    },
    close: () => visited.close(),
  };
};
