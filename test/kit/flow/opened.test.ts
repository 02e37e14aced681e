import { expect, it } from 'vitest';
import { openAll } from '../../../src/kit/flow/opened.ts';

it('closes everything, the last first, once', async () => {
  const closed: string[] = [];
  const opened = await openAll(async (opened) => {
    opened.add(() => closed.push('first'));
    await opened.keep(Promise.resolve({ close: async () => closed.push('second') }));
    return opened;
  });
  expect(closed).toEqual([]);
  await Promise.all([opened.close(), opened.close()]);
  await opened.close();
  expect(closed).toEqual(['second', 'first']);
});

it('closes what was opened, and what is still being opened, if something cannot be', async () => {
  const closed: string[] = [];
  const late = Promise.withResolvers<{ close(): unknown }>();
  const opening = openAll(async (opened) => {
    opened.add(() => closed.push('first'));
    await Promise.all([
      opened.keep(late.promise),
      opened.keep(Promise.reject<{ close(): unknown }>(new Error('it cannot be opened'))),
    ]);
  });
  late.resolve({ close: () => closed.push('late') });
  await expect(opening).rejects.toThrow('it cannot be opened');
  expect(closed).toEqual(['late', 'first']);
});

it('closes the others if one cannot be closed, then says so', async () => {
  const closed: string[] = [];
  const { close } = await openAll(async (opened) => {
    opened.add(() => closed.push('first'));
    opened.add(() => {
      throw new Error('it cannot be closed');
    });
    return opened;
  });
  await expect(close()).rejects.toThrow('it cannot be closed');
  expect(closed).toEqual(['first']);
});
