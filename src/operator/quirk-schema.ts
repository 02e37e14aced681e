import Type, { type Static } from 'typebox';
import { type QuirkName, type Quirks, quirkNames, quirks } from '../model/quirks.ts';
import { oneOf } from './schemas.ts';

/** What the actions about quirks have in common. */

export const Name = oneOf(quirkNames, 'Which quirk.');

export const Quirk = Type.Object({
  name: Name,
  on: Type.Boolean(),
  duration: Type.Optional(Type.Integer({ description: 'Milliseconds, of a quirk that has them and is on.' })),
  summary: Type.String({ description: 'What it does.' }),
});

/** A quirk as answers show it. */
export const shownQuirk = (name: QuirkName, on: Quirks): Static<typeof Quirk> => {
  const duration = on.get(name);
  return {
    name,
    on: duration !== undefined,
    ...(duration && { duration }),
    summary: quirks[name],
  };
};

/** All of them, on or not. */
export const shownQuirks = (on: Quirks): Static<typeof Quirk>[] =>
  quirkNames.map((name) => shownQuirk(name, on));
