import { pino } from 'pino';
import { trustingAuthenticator } from '../../src/access/authenticator.ts';
import { systemClock } from '../../src/kit/flow/clock.ts';
import { randomIds } from '../../src/model/identifiers.ts';
import { runServer } from '../../src/server/cosell.ts';
import { openStore } from '../../src/store/index.ts';
import { nextVersion } from './next-version.ts';

/** A server on a database, like `cosell serve`, of a version with one more migration. */
const server = await runServer({
  host: '127.0.0.1',
  port: 0,
  location: { databaseUrl: process.argv[2] ?? '' },
  region: 'us-east-1',
  clock: systemClock,
  ids: randomIds,
  log: pino({ level: 'error' }, pino.destination(2)),
  authenticator: trustingAuthenticator,
  corsOrigins: [],
  accounts: [],
  openStore: (location) => openStore(location, { migrations: nextVersion }),
});
process.once('SIGTERM', async () => {
  await server.close();
  process.exit(0);
});
process.stdout.write(`cosell ready on ${server.endpoint}\n`);
