import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { trustingAuthenticator } from '../src/access/authenticator.ts';
import { systemClock } from '../src/kit/flow/clock.ts';
import { randomIds } from '../src/model/identifiers.ts';
import { runServer } from '../src/server/cosell.ts';
import { openStore } from '../src/store/index.ts';

/** A server in this process. */
export interface Server {
  endpoint: string;
  /** Rejects with the first statement that the database cannot run. */
  refused: Promise<never>;
  close(): Promise<void>;
}

/** Serves a database. Throws, as `refused` does, if the database refuses what a server does when it starts. */
export const serve = async (databaseUrl: string, webhookUrl: string): Promise<Server> => {
  const { promise: refused, reject } = Promise.withResolvers<never>();
  refused.catch(() => {});
  const started = runServer({
    ...{ host: '127.0.0.1', port: 0, region: 'us-east-1' },
    ...{ clock: systemClock, ids: randomIds, log: pino({ level: 'silent' }) },
    ...{ authenticator: trustingAuthenticator, corsOrigins: [], accounts: [], retention: {} },
    delivery: {
      webhooks: [{ name: 'division', url: webhookUrl, secret: SECRET }],
      allowPrivateTargets: true,
    },
    location: { databaseUrl },
    openStore: (location) =>
      openStore(location, {
        interceptor: async ({ sql }, run) => {
          try {
            return await run();
          } catch (error) {
            if (isRefusal(error)) reject(refusal(sql, error));
            throw error;
          }
        },
      }),
  });
  const { endpoint, close } = await Promise.race([started, refused]);
  return { endpoint, refused, close };
};

const SECRET = `whsec_${randomBytes(32).toString('base64')}`;

/** SQLSTATEs of what the database cannot do, at no time: syntax errors and what is not supported. All else is tried again. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(42|0A)/.test(String(error.code));

/** Says which statement of which table was refused, and why. */
const refusal = (statement: string, error: unknown): Error => {
  const [kind = ''] = statement.trim().split(' ', 1);
  const [, table = ''] = /(?:into|from|update) "(\w+)"/.exec(statement) ?? [];
  return new Error(`${kind} of ${table}: ${error instanceof Error ? error.message : String(error)}`);
};
