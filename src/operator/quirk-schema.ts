import Type, { type Static } from 'typebox';
import { type QuirkName, type Quirks, quirkNames, quirks } from '../model/quirks.ts';
import { oneOf } from './schemas.ts';

/** Shared by the actions about quirks. */

export const Name = oneOf(quirkNames, 'Which quirk.');

export const Quirk = Type.Object({
  name: Name,
  on: Type.Boolean(),
  duration: Type.Optional(
    Type.Integer({ description: 'In milliseconds; of a quirk with a duration that is on.' }),
  ),
  summary: Type.String({ description: 'What it does.' }),
});

/** Returns the operator's view of a quirk. */
export const shownQuirk = (name: QuirkName, on: Quirks): Static<typeof Quirk> => {
  const duration = on.get(name);
  return {
    name,
    on: duration !== undefined,
    ...(duration && { duration }),
    summary: quirks[name],
  };
};

/** Returns all quirks, on or off. */
export const shownQuirks = (on: Quirks): Static<typeof Quirk>[] =>
  quirkNames.map((name) => shownQuirk(name, on));
