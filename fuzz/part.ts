import { opportunity } from '../test/support/data.ts';
import { type Bystander, startBystander } from './bystander.ts';
import { addState } from './cases/operator.ts';
import { clientOf, createKnown } from './known.ts';
import { type Failure, type Part, type PartOutcome, runPart } from './run.ts';
import { ACCOUNTS, type FuzzedServer, startFuzzed } from './server.ts';
import type { Json } from './values.ts';

export interface Flags {
  seed: number;
  count?: number;
  minutes?: number;
  concurrency: number;
  only?: Part;
  index?: number;
  databaseUrl?: string;
}

/** The share of each part of a run in its requests and its time. */
export const SHARES: Readonly<Record<Part, number>> = { off: 0.4, strict: 0.5, operator: 0.1 };
const DEFAULT_COUNT = 200_000;
/** Memory after a collection may grow by half, and by what caches of a fixed size may hold. */
const HEAP_FACTOR = 1.5;
const HEAP_ALLOWANCE_BYTES = 32 * 1024 * 1024;
/** Ordinary requests before the others, with which their effect on another account is compared. */
const ORDINARY_MS = 5_000;
/** Shorter runs have too few samples, and a machine that does something else, to judge another account's response times. */
const JUDGED_MINUTES = 10;
/** Requests after which what is loaded and cached counts as the beginning. */
const MOST_WARM = 10_000;

/** Sends reads and writes that are right, as many at a time as the others. */
const sendOrdinary = async (server: FuzzedServer, concurrency: number): Promise<void> => {
  const client = clientOf(server, ACCOUNTS[0]);
  const end = Date.now() + ORDINARY_MS;
  const worker = async (): Promise<void> => {
    while (Date.now() < end) {
      const { Id: Identifier } = await client.createOpportunity(opportunity());
      await client.getOpportunity({ Catalog: 'Sandbox', Identifier });
      await client.listOpportunities({ Catalog: 'Sandbox', MaxResults: 20 });
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
};

/** Runs a part on a server of its own. The notes tell of memory and of the other account. */
export const fuzzPart = async (part: Part, flags: Flags): Promise<PartOutcome & { notes: string[] }> => {
  const { seed, minutes, concurrency, index } = flags;
  const share = flags.only ? 1 : SHARES[part];
  const server = await startFuzzed(part === 'strict' ? 'strict' : 'off', flags.databaseUrl);
  const known = await createKnown(server);
  if (part === 'operator') addState((await (await fetch(`${server.endpoint}/_cosell/state`)).json()) as Json);
  const isWatched = part !== 'operator' && index === undefined;
  const bystander = isWatched ? await startBystander(server) : undefined;
  if (bystander) await sendOrdinary(server, concurrency);
  const ordinary = bystander?.read();

  const most = flags.count ?? (minutes ? Number.MAX_SAFE_INTEGER : DEFAULT_COUNT);
  const end = index === undefined ? Math.round(most * share) : index + 1;
  const first = index ?? 0;
  const warm = first + Math.min(MOST_WARM, Math.ceil((end - first) / 10));
  const deadline = minutes ? Date.now() + minutes * 60_000 * share : Number.POSITIVE_INFINITY;
  const common = { part, seed, concurrency, deadline };
  const beginning = await runPart({ ...common, first, end: warm }, server, known);
  const heapBefore = await heapOf(server);
  bystander?.reset();
  const rest = await runPart({ ...common, first: warm, end }, server, known);
  const during = bystander?.read();
  await bystander?.stop();
  const heapAfter = await heapOf(server);
  await server.stop();

  const heap = judgeHeap(heapBefore, heapAfter);
  const other = ordinary && during ? judgeOther(ordinary, during, minutes) : { faults: [], notes: [] };
  const faults = [...heap.faults, ...other.faults];
  return {
    sent: beginning.sent + rest.sent,
    statuses: sum(beginning.statuses, rest.statuses),
    failures: [...beginning.failures, ...rest.failures, ...faults.map((fault) => ofAll(part, fault))],
    notes: [...heap.notes, ...other.notes].map((note) => `${part}: ${note}`),
  };
};

interface Judgement {
  faults: string[];
  notes: string[];
}

const judgeHeap = (before: number, after: number): Judgement => {
  const note = `memory ${megabytes(before)} MB, at the end ${megabytes(after)} MB`;
  const isFlat = after <= before * HEAP_FACTOR + HEAP_ALLOWANCE_BYTES;
  return { faults: isFlat ? [] : [note], notes: [note] };
};

type Reading = ReturnType<Bystander['read']>;

const judgeOther = (ordinary: Reading, { p99, count, failed }: Reading, minutes = 0): Judgement => {
  const ratio = p99 / ordinary.p99;
  const note =
    `another account's p99 ${p99.toFixed(1)} ms, beside ordinary requests ${ordinary.p99.toFixed(1)} ms: ` +
    `${ratio.toFixed(2)} times; ${failed} of its ${count} requests failed`;
  const isWrong = failed > 0 || (minutes >= JUDGED_MINUTES && ratio > 2);
  return { faults: isWrong ? [note] : [], notes: [note] };
};

const ofAll = (part: Part, fault: string): Failure => ({ part, index: -1, kind: 'all', fault, request: '' });

const heapOf = async (server: FuzzedServer): Promise<number> => (server.isAlive() ? server.heapBytes() : 0);

const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(1);

const sum = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): Map<string, number> => {
  const total = new Map(a);
  for (const [status, count] of b) total.set(status, (total.get(status) ?? 0) + count);
  return total;
};
