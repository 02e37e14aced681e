import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { median } from '../bench/numbers.ts';
import { postgresCpu } from '../bench/processor-time.ts';
import { startReceiver } from '../soak/receiver.ts';
import { type Cluster, startCluster } from '../test/support/postgres-cluster.ts';
import { askedOf, type Cost, measureCost, TASKS_PER_COST } from './costs.ts';
import { databasesOf } from './databases.ts';
import { accountsOfParts, type Databases, divide, withClient } from './divide.ts';
import { DIVIDED_BY, LARGE } from './families.ts';
import { runScenario, type Step } from './scenario.ts';
import { type Server, serve } from './serve.ts';
import { tearCommit } from './torn-commit.ts';

/**
 * `npm run division`: how cosell's data divides by account among two PostgreSQL servers, proved by running partners' work on it. Each
 * table alone, then all large ones together, with postgres_fdw; what that costs and what it breaks; and two installations that know
 * nothing of each other, each with some of the accounts. Prints what works. docs/operate/scaling.md says what follows from it.
 * `--only costs` prints one part.
 */
const ROUNDS = 3;
const print = (line = ''): void => void process.stdout.write(`${line}\n`);
const say = (name: string, value: string): void => print(`${name.padEnd(64)} ${value}`);

type Create = () => Promise<string>;

const withDivision = async <T>(
  { front, other }: Record<keyof Databases, Create>,
  tables: readonly string[],
  work: (databases: Databases, server: Server) => Promise<T>,
): Promise<T> => {
  const databases = { front: await front(), other: await other() };
  await divide(
    databases,
    tables.map((table) => [table, DIVIDED_BY[table] ?? ''] as const),
  );
  return withServer(databases.front, (server) => work(databases, server));
};

const withServer = async <T>(database: string, work: (server: Server) => Promise<T>): Promise<T> => {
  const server = await serve(database, receiver.url);
  try {
    return await work(server);
  } finally {
    await server.close();
  }
};

const workOn = async ({ front }: Databases, server: Server, look?: () => Promise<void>): Promise<Step[]> =>
  runScenario({ ...(await accountsOfParts(front)), serverOf: () => server }, server.refused, look);

const oneByOne = async (create: Record<keyof Databases, Create>): Promise<void> => {
  print('\nEach table alone, by a hash of a column');
  for (const [table, column] of Object.entries(DIVIDED_BY)) {
    const fault = await withDivision(create, [table], workOn).then(
      (steps) => steps.find((step) => step.fault),
      (error: Error): Step => ({ name: 'start', fault: error.message }),
    );
    say(`  ${table}, by ${column}`, fault ? `${fault.name}: ${fault.fault}` : 'works');
  }
};

const together = (create: Record<keyof Databases, Create>): Promise<void> =>
  withDivision(create, LARGE, async (databases, server) => {
    print(`\nThese ${LARGE.length} together: rows in the front database, and in the other one`);
    const look = (): Promise<void> =>
      withClient(databases.front, async (client) => {
        for (const table of LARGE) {
          const { rows } = await client.query(
            `select (select count(*) from ${table}_0) as here, (select count(*) from ${table}_1) as there`,
          );
          say(`  ${table}`, `${rows[0]?.here} ${rows[0]?.there}`);
        }
      });
    printSteps(await workOn(databases, server, look));
  });

const printSteps = (steps: readonly Step[]): void => {
  for (const { name, fault } of steps) say(`  ${name}`, fault ?? 'works');
};

/** Processor time of both servers of PostgreSQL and of this process, which has cosell and its client. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return clusters.reduce((sum, { folder }) => sum + postgresCpu(folder), (user + system) / 1_000);
};

/** Both databases share this machine, so that a division costs what is measured, and cannot gain anything. */
const costs = async (create: Record<keyof Databases, Create>): Promise<void> => {
  const whole: Cost[] = [];
  const divided: Record<'here' | 'there', Cost[]> = { here: [], there: [] };
  let asked = { statements: 0, commits: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const accounts = await withDivision(create, LARGE, async (databases, server) => {
      const found = await accountsOfParts(databases.front);
      divided.here.push(await measureCost(server, found.here, cpuMs));
      const before = await askedOf(databases.other);
      divided.there.push(await measureCost(server, found.there, cpuMs));
      const after = await askedOf(databases.other);
      asked = {
        statements: after.statements - before.statements,
        commits: after.commits - before.commits,
      };
      return found;
    });
    whole.push(
      await withServer(await create.front(), (server) => measureCost(server, accounts.there, cpuMs)),
    );
  }
  const of = (list: readonly Cost[], name: keyof Cost): number => median(list.map((cost) => cost[name]));
  print(
    `\nWhat it costs, in processor time of cosell, its client and both databases (load ${loadavg()[0]?.toFixed(1)})`,
  );
  for (const name of ['task', 'read'] as const) {
    const ratios = Object.entries(divided).map(
      ([part, list]) => `${(of(list, name) / of(whole, name)).toFixed(2)} ${part}`,
    );
    say(
      `  a ${name}, of an undivided one`,
      `${ratios.join(', ')} (undivided ${of(whole, name).toFixed(2)} ms)`,
    );
  }
  const perTask = (count: number): string => (count / TASKS_PER_COST).toFixed(1);
  say('  statements in the other database, per referral and task', perTask(asked.statements));
  say('  commits there', perTask(asked.commits));
};

const tear = (create: Record<keyof Databases, Create>): Promise<void> =>
  withDivision(create, LARGE, async (databases, server) => {
    const { there } = await accountsOfParts(databases.front);
    const { whole, torn } = await tearCommit(databases, server, there);
    print(
      '\nA connection that ends between the two commits: rows that the task left, and an undisturbed one',
    );
    say('  status', `${torn.status} ${whole.status}`);
    for (const [table, count] of Object.entries(whole.rows))
      say(`  ${table}`, `${torn.rows[table]} ${count}`);
  });

/** Each account belongs to one of two installations, as a load balancer could tell from the access key in a request. */
const installations = async (create: Record<keyof Databases, Create>): Promise<void> => {
  const [front, other] = [await create.front(), await create.other()];
  const accounts = await accountsOfParts(front);
  await withServer(front, (one) =>
    withServer(other, async (two) => {
      print('\nTwo installations, each with some of the accounts');
      const serverOf = (account: string): Server => (account === accounts.there ? two : one);
      printSteps(await runScenario({ ...accounts, serverOf }, Promise.race([one.refused, two.refused])));
    }),
  );
};

const parts: Readonly<Record<string, (create: Record<keyof Databases, Create>) => Promise<void>>> = {
  ...{ tables: oneByOne, together, installations, torn: tear, costs },
};
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const names = values.only?.split(',') ?? Object.keys(parts);
const unknown = names.find((name) => !(name in parts));
if (unknown !== undefined) throw new Error(`There is no ${unknown}, only ${Object.keys(parts).join(', ')}.`);
const receiver = await startReceiver();
const clusters: Cluster[] = [];
try {
  const flags = ['shared_preload_libraries=pg_stat_statements'];
  clusters.push(await startCluster(flags), await startCluster(flags));
  const [front, other] = await Promise.all(clusters.map(databasesOf));
  if (!front || !other) throw new Error('Two servers of PostgreSQL are needed.');
  const create = { front, other };
  for (const name of names) await parts[name]?.(create);
} finally {
  await receiver.close();
  for (const cluster of clusters) await cluster.remove();
}
