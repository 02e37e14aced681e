import { expect, test } from 'vitest';
import { createEnds } from '../../../src/kit/flow/ends.ts';

const LONG_MS = 600_000;

/** Ends whose keys are their names, and the messages sent on the channel. */
const start = (findEnded: (keys: string[]) => Promise<string[]> = async () => []) => {
  const said: string[] = [];
  let listener = { onMessage: (_message: string) => {}, onGap: () => {} };
  const ends = createEnds<string, string>({
    nameOf: (key) => key,
    messageSize: 2,
    findEnded,
    join: (joined) => {
      listener = joined;
      return { say: async (message) => void said.push(message), close: async () => void said.push('closed') };
    },
  });
  return {
    ends,
    said,
    told: (message: string) => listener.onMessage(message),
    missed: () => listener.onGap(),
  };
};

test('every watch of a key gets its end, and no other watch', async () => {
  const { ends } = start();
  const waits = [ends.watch('a').end(LONG_MS), ends.watch('a').end(LONG_MS)];
  const other = ends.watch('b');
  const otherEnd = other.end(LONG_MS);
  ends.announce('a', 'well');
  expect(await Promise.all(waits)).toEqual(['well', 'well']);
  other.stop();
  expect(await otherEnd).toBeUndefined();
});

test('an end between the start of the watch and the wait is not missed', async () => {
  const { ends } = start();
  const watch = ends.watch('a');
  ends.announce('a', 'early');
  expect(await watch.end(LONG_MS)).toBe('early');
});

test('stopping a watch does not affect later watches of its key', async () => {
  const { ends } = start();
  const first = ends.watch('a');
  first.stop();
  const second = ends.watch('a').end(LONG_MS);
  first.stop();
  ends.announce('a', 'well');
  expect(await second).toBe('well');
});

test('a wait times out', async () => {
  const { ends } = start();
  expect(await ends.watch('a').end(1)).toBeUndefined();
});

test('other processes are notified in messages of limited size, before the close resolves', async () => {
  const { ends, said } = start();
  for (const key of ['a', 'b', 'c', 'd']) ends.announce(key);
  await ends.close();
  expect(said).toEqual(['a', 'b,c', 'd', 'closed']);
});

test('a message from another process ends the waits here', async () => {
  const { ends, told } = start();
  const waits = [ends.watch('a').end(LONG_MS), ends.watch('b').end(LONG_MS)];
  told('a,b');
  expect(await Promise.all(waits)).toEqual([undefined, undefined]);
});

test('after missed messages one query reads all watched keys, with a retry if it fails', async () => {
  const asked: string[][] = [];
  const { ends, missed } = start(async (keys) => {
    asked.push(keys);
    if (asked.length === 1) throw new Error('no connection');
    return ['a', 'never watched'];
  });
  missed();
  expect(asked).toEqual([]);
  const wait = ends.watch('a').end(LONG_MS);
  const other = ends.watch('b');
  missed();
  missed();
  expect(await wait).toBeUndefined();
  expect(asked).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
  missed();
  expect(asked[2]).toEqual(['b']);
  other.stop();
});

test('a release ends current and later waits', async () => {
  const { ends } = start();
  const waits = [ends.watch('a').end(LONG_MS), ends.watch('b').end(LONG_MS)];
  ends.release();
  expect(await Promise.all([...waits, ends.watch('c').end(LONG_MS)])).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
