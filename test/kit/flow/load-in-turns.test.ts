import { expect, test } from 'vitest';
import { loadInTurns } from '../../../src/kit/flow/load-in-turns.ts';

/** Modules that take milliseconds to load, and in which turn each was. */
const watched = () => {
  const loaded: [name: string, turn: number][] = [];
  let now = 0;
  let turns = 0;
  const module = (name: string, takesMs: number) => async () => {
    loaded.push([name, turns]);
    now += takesMs;
    return name;
  };
  const turn = async (): Promise<void> => {
    turns += 1;
  };
  return { loaded, module, turns: () => turns, options: { now: () => now, turn } };
};

test('modules are loaded one after another, each in a turn of its own', async () => {
  const { loaded, module, turns, options } = watched();
  const leaves = [module('leaf', 5), module('other leaf', 5)];
  expect(await loadInTurns(leaves, module('root', 5), options)).toBe('root');
  expect(loaded).toEqual([
    ['leaf', 1],
    ['other leaf', 2],
    ['root', 3],
  ]);
  // What uses it does not share the turn in which it was loaded.
  expect(turns()).toBe(4);
});

test('modules that take no time, e.g. because they are loaded already, share a turn', async () => {
  const { loaded, module, turns, options } = watched();
  await loadInTurns(
    [module('leaf', 0), module('large', 5), module('small', 0.2)],
    module('root', 0),
    options,
  );
  expect(loaded.map(([, turn]) => turn)).toEqual([1, 1, 2, 2]);
  expect(turns()).toBe(2);
});

test('a module that cannot be loaded is told, and nothing after it is loaded', async () => {
  const { loaded, module, options } = watched();
  const broken = async () => {
    throw new Error('broken');
  };
  await expect(loadInTurns([broken], module('root', 1), options)).rejects.toThrow('broken');
  expect(loaded).toEqual([]);
});

test('by default a turn is one of the event loop', async () => {
  let wasTurn = false;
  setImmediate(() => {
    wasTurn = true;
  });
  expect(await loadInTurns([], async () => wasTurn)).toBe(true);
});
