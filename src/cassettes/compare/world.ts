import type { Json, Members } from '../../kit/shape/differences.ts';
import { formOf, isIdentity, mapIdentities, partsOfArn } from '../forms.ts';
import { type Counterparts, translateText } from '../match.ts';
import { eachText, mapTexts } from '../texts.ts';

/** What is known, while a cassette is played, of the things of the recording and of those here. */
export interface World {
  /** The things and moments here that stand for recorded ones. */
  counterparts: Counterparts;
  /** Moments here by the thing that they are of, because two things may have the same. */
  moments: Map<string, string>;
  /** Things that the recorded answers told of. */
  told: Set<string>;
  /** Texts that the program sent, which an answer has to repeat as they were. */
  sent: Set<string>;
}

/** @param same things that are the same here */
export const createWorld = (same: Iterable<string>): World => ({
  counterparts: new Map([...same].map((text) => [text, text])),
  ...{ moments: new Map(), told: new Set(), sent: new Set() },
});

export const copyOf = (world: World): World => ({
  counterparts: new Map(world.counterparts),
  moments: new Map(world.moments),
  told: new Set(world.told),
  sent: new Set(world.sent),
});

const eachIdentity = (value: Json, see: (identity: string) => void): void =>
  eachText(value, (text) => {
    mapIdentities(text, (identity) => {
      see(identity);
      return identity;
    });
  });

/** Returns the things that an input names and only the recording has: they were there before it, or were not made here. */
export const unknownIn = (input: Members, { counterparts, told }: World): string[] => {
  const unknown = new Set<string>();
  eachIdentity(input, (identity) => {
    if (told.has(identity) && !counterparts.has(identity)) unknown.add(identity);
  });
  return [...unknown];
};

/** Notes what the program sends. A thing that no answer told of is the program's own, and the same here. */
export const noteSent = (input: Members, { counterparts, told, sent }: World): void => {
  eachText(input, (text) => sent.add(text));
  eachIdentity(input, (identity) => {
    if (!told.has(identity) && !counterparts.has(identity)) counterparts.set(identity, identity);
  });
};

export const noteTold = (output: Members, { told }: World): void =>
  eachIdentity(output, (identity) => told.add(identity));

/** Returns a recorded input in the words of this world. */
export const inputHere = (input: Members, { counterparts, moments }: World): Members => {
  const owner = String(input.Identifier ?? '');
  return mapTexts(
    input,
    (text) => moments.get(keyOf(owner, text)) ?? translateText(text, counterparts),
  ) as Members;
};

const keyOf = (owner: string, moment: string): string => `${owner} ${moment}`;

/** Learns which moment here a recorded one of a thing is. */
export const learnMoment = (recorded: string, here: string, owner: string, world: World): void => {
  world.counterparts.set(recorded, here);
  world.moments.set(keyOf(owner, recorded), here);
};

const kindOf = (identity: string): string => /^(?:O|[a-zA-Z]+-)/.exec(identity)?.[0] ?? '';

/** Learns which thing here a recorded one is. Returns whether that can be: it is of the same kind, and neither is another one. */
export const learnIdentity = (recorded: string, here: string, { counterparts }: World): boolean => {
  const [parts, others] = [partsOfArn(recorded), partsOfArn(here)];
  if (parts.length !== others.length) return false;
  const taken = new Set(counterparts.values());
  const mayBe = parts.every((part, index) => {
    const other = others[index] ?? '';
    if (!isIdentity(part)) return part === other;
    const known = counterparts.get(part);
    if (known !== undefined) return known === other;
    return formOf(part) === formOf(other) && kindOf(part) === kindOf(other) && !taken.has(other);
  });
  if (!mayBe) return false;
  for (const [index, part] of parts.entries()) {
    if (isIdentity(part)) counterparts.set(part, others[index] ?? '');
  }
  return true;
};
