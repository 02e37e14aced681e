import { ReasonCode } from '@aws-sdk/client-partnercentral-selling';
import { expect, it } from 'vitest';
import { words } from '../../console/words.ts';

it('says of every ReasonCode of the contract what it means, what to do, and whether another try can help', () => {
  expect(Object.keys(words.task.reasons).sort()).toEqual(Object.values(ReasonCode).sort());
  for (const { title, next, again } of Object.values(words.task.reasons)) {
    expect(title).not.toBe('');
    expect(next).toMatch(/\.$/);
    // What promises another try must not say that it is pointless, and the other way round.
    expect(/try again/i.test(next)).toBe(again !== 'never');
  }
});
