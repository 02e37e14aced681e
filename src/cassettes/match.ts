import { isMembers, type Json } from '../kit/shape/differences.ts';
import { formOf, isIdentity, mapIdentities, partsOfArn } from './forms.ts';
import { mapTexts } from './texts.ts';

/** Which things and texts of a recording are which of today. */
export type Counterparts = Map<string, string>;

/** Returns a recorded value with the counterparts of today. */
export const translate = (recorded: Json, counterparts: Counterparts): Json =>
  mapTexts(recorded, (text) => translateText(text, counterparts));

export const translateText = (text: string, counterparts: Counterparts): string =>
  counterparts.get(text) ?? mapIdentities(text, (identity) => counterparts.get(identity) ?? identity);

/** Learns that a text of today stands where a recorded one stood. Of ARNs, their parts do. */
export const learn = (recorded: string, today: string, counterparts: Counterparts): void => {
  if (recorded === today) return;
  const [parts, others] = [partsOfArn(recorded), partsOfArn(today)];
  if (formOf(recorded) === 'arn' && formOf(today) === 'arn' && parts.length === others.length) {
    for (const [index, part] of parts.entries()) {
      if (isIdentity(part)) learn(part, others[index] ?? part, counterparts);
    }
  } else counterparts.set(recorded, today);
};

/** How a call of today is like a recorded one. */
export interface Likeness {
  /** Where it is another call; undefined if it may be the same. */
  differs?: { path: string; recorded: Json | undefined; today: Json | undefined };
  /** How many texts are the same. */
  same: number;
  /** What is new about it: pairs of texts. */
  learned: [recorded: string, today: string][];
}

export interface MatchRules {
  counterparts: Counterparts;
  /** Whether a recorded text has to be the same: a thing that an answer told of, or a word of the API. */
  isFixed(recorded: string, member: string): boolean;
}

/**
 * Compares a recorded input with one of today. Members, numbers, words of the API and the things that recorded answers told of have
 * to be the same. Texts need not, because a cassette has pseudonyms, nor days, which programs count from today; and a client token
 * is never the same.
 */
export const likenessOf = (recorded: Json, today: Json, rules: MatchRules): Likeness => {
  const likeness: Likeness = { same: 0, learned: [] };
  compare(recorded, today, { path: '', member: '' }, rules, likeness);
  return likeness;
};

interface Place {
  path: string;
  member: string;
}

const compare = (
  recorded: Json | undefined,
  today: Json | undefined,
  place: Place,
  rules: MatchRules,
  found: Likeness,
): void => {
  if (found.differs || place.member === 'ClientToken') return;
  const differ = (): void => {
    found.differs = { path: place.path, recorded, today };
  };
  if (Array.isArray(recorded) && Array.isArray(today)) {
    if (recorded.length !== today.length) differ();
    for (const [index, element] of recorded.entries())
      compare(element, today[index], { ...place, path: `${place.path}[${index}]` }, rules, found);
  } else if (isMembers(recorded) && isMembers(today)) {
    for (const member of new Set([...Object.keys(recorded), ...Object.keys(today)])) {
      const path = place.path ? `${place.path}.${member}` : member;
      // A member that is null is a member that is not there.
      compare(recorded[member] ?? undefined, today[member] ?? undefined, { path, member }, rules, found);
    }
  } else if (typeof recorded === 'string' && typeof today === 'string') {
    const expected = translateText(recorded, rules.counterparts);
    if (expected === today) found.same += 1;
    else if (rules.isFixed(recorded, place.member)) differ();
    else found.learned.push([recorded, today]);
  } else if (recorded !== today) differ();
};
