import { expect, test } from 'vitest';
import { engagement } from '../support/data.ts';
import { ALPHA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';

test('any text is stored as given; text that not every store can hold is refused', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const Title = '\u0001 Ärger 𝛼 \' " \\ % _ ; --';
  const { Id } = await client.createEngagement({ ...engagement(), Title });
  const kept = await client.getEngagement({ Catalog: 'Sandbox', Identifier: Id });
  expect(kept.Title).toBe(Title);
  const error = await errorOf(client.createEngagement({ ...engagement(), Title: 'a\0b' }));
  expect(error.name).toBe('ValidationException');
  expect(faultsOf(error)).toEqual(['title: INVALID_STRING_FORMAT']);
});
