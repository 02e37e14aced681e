import {
  type Comparison,
  type Difference,
  inWords,
  isMembers,
  type Json,
  type Members,
  memberOf,
} from '../../kit/shape/differences.ts';
import type { Recorded } from '../cassette.ts';
import { formOf, isIdentity } from '../forms.ts';
import { translateText } from '../match.ts';
import { isClosed } from '../pseudonyms/closed.ts';
import type { DifferenceKind } from './kinds.ts';
import { learnIdentity, learnMoment, type World } from './world.ts';

export interface AnswerDifference extends Difference {
  kind: DifferenceKind;
}

/** What a server here answered. */
export interface Got {
  status: number;
  exception?: string | undefined;
  members: Members;
}

interface Context {
  world: World;
  isException: boolean;
  /** Whether lists are in an order that does not depend on what pseudonyms changed. */
  hasOrder: boolean;
  found: Comparison<AnswerDifference>;
}

interface Place {
  path: string;
  member: string;
  /** The id of the thing that it is of. */
  owner: string;
}

/**
 * Compares an answer with a recorded one, member by member. Things, moments and tokens may be others, but the same recorded one is the
 * same one here, which is learned. What the program sent has to come back; what the service wrote itself has to be there.
 */
export const compareAnswers = (recorded: Recorded, got: Got, world: World): Comparison<AnswerDifference> => {
  const found: Comparison<AnswerDifference> = { members: 0, differences: [] };
  const { input, status, exception } = recorded;
  const context = { world, found, isException: exception !== undefined, hasOrder: isOrderKept(input) };
  const place = { path: '', member: '', owner: String(input.Identifier ?? '') };
  if (exception !== got.exception) {
    found.members += 1;
    differ(
      'exception',
      exception ?? 'an answer',
      got.exception ?? 'an answer',
      { ...place, path: 'exception' },
      context,
    );
    return found;
  }
  if (exception !== undefined) found.members += 1;
  found.members += 1;
  if (status !== got.status) differ('status', status, got.status, { ...place, path: 'status' }, context);
  compareMembers(recorded.output, got.members, place, context);
  return found;
};

/** Names and ids are others here, and sort in another order. */
const isOrderKept = ({ Sort }: Members): boolean =>
  !isMembers(Sort) || /Date|Status|Category/.test(String(Sort.SortBy));

const differ = (
  kind: DifferenceKind,
  recorded: Json | undefined,
  got: Json | undefined,
  { path }: Place,
  { found }: Context,
): void => {
  found.differences.push({ kind, path, recorded: inWords(recorded), got: inWords(got) });
};

const compareMembers = (recorded: Members, got: Members, place: Place, context: Context): void => {
  const { Id } = recorded;
  const owner = typeof Id === 'string' ? Id : place.owner;
  for (const member of new Set([...Object.keys(recorded), ...Object.keys(got)])) {
    const below = { path: memberOf(place.path, member), member, owner };
    const [before, now] = [recorded[member], got[member]];
    if (before !== undefined) context.found.members += 1;
    if (before === undefined) differ('extra', before, now, below, context);
    else if (now === undefined) differ('missing', before, now, below, context);
    else compareValue(before, now, below, context);
  }
};

const compareValue = (recorded: Json, got: Json, place: Place, context: Context): void => {
  if (Array.isArray(recorded) && Array.isArray(got)) compareLists(recorded, got, place, context);
  else if (isMembers(recorded) && isMembers(got)) compareMembers(recorded, got, place, context);
  else if (typeof recorded === 'string' && typeof got === 'string')
    compareTexts(recorded, got, place, context);
  else if (recorded !== got)
    differ(typeof recorded === typeof got ? 'value' : 'type', recorded, got, place, context);
};

const compareTexts = (recorded: string, got: string, place: Place, context: Context): void => {
  const { world, isException } = context;
  const expected = translateText(recorded, world.counterparts);
  if (expected === got && !isMoment(recorded)) return;
  if (isException && place.member === 'Message') differ('message', expected, got, place, context);
  else if (!isAlike(recorded, got, place, world)) differ('value', expected, got, place, context);
};

const isMoment = (text: string): boolean => formOf(text) === 'moment';

/** Whether two texts that are not the same may both be right. */
const isAlike = (recorded: string, got: string, { member, owner }: Place, world: World): boolean => {
  if (member === 'NextToken') {
    world.counterparts.set(recorded, got);
    return true;
  }
  if (isIdentity(recorded)) return isIdentity(got) && learnIdentity(recorded, got, world);
  const form = formOf(recorded);
  if (form === 'moment') {
    if (world.sent.has(recorded) && Date.parse(recorded) === Date.parse(got)) return true;
    if (!isMoment(got) || recorded.includes('T') !== got.includes('T')) return false;
    if (recorded.includes('T')) learnMoment(recorded, got, owner, world);
    return recorded.includes('T') || !world.sent.has(recorded);
  }
  if (isClosed(recorded, member, undefined) || world.sent.has(recorded)) return false;
  if (got === '' || formOf(got) !== form) return false;
  // What the program read it may send.
  world.counterparts.set(recorded, got);
  return true;
};

const compareLists = (recorded: Json[], got: Json[], place: Place, context: Context): void => {
  const at = (index: number): Place => ({ ...place, path: `${place.path}[${index}]` });
  const keys = recorded.map((element) => keyOf(element, context.world));
  const others = got.map((element) => nameOf(element));
  const isKeyed = !keys.includes(undefined) && new Set(keys).size === keys.length;
  // Where no name is the same, what differs is the names: so the elements are compared in their places.
  if (!isKeyed || !keys.some((key) => others.includes(key))) {
    if (recorded.length !== got.length) differ('count', counted(recorded), counted(got), place, context);
    for (const [index, element] of recorded.slice(0, got.length).entries())
      compareValue(element, got[index] as Json, at(index), context);
    return;
  }
  for (const [index, key] of keys.entries()) {
    const other = others.indexOf(key);
    if (other < 0) differ('missing', recorded[index], undefined, at(index), context);
    else compareValue(recorded[index] as Json, got[other] as Json, at(index), context);
  }
  for (const [index, other] of others.entries())
    if (!keys.includes(other)) differ('extra', undefined, got[index], at(index), context);
  const [before, now] = [
    keys.filter((key) => others.includes(key)),
    others.filter((key) => keys.includes(key)),
  ];
  if (context.hasOrder && before.join() !== now.join())
    differ('order', before as Json, now as Json, place, context);
};

const counted = (list: readonly Json[]): string =>
  `${list.length} ${list.length === 1 ? 'element' : 'elements'}`;

/** What an element is called: a thing by its id, a fault by its member, a word by itself. */
const nameOf = (element: Json): string | undefined => {
  if (typeof element === 'string') return element;
  if (!isMembers(element)) return undefined;
  const { FieldName } = element;
  if (typeof FieldName === 'string') return FieldName;
  return NAMES.map((name) => element[name]).find(
    (value): value is string => typeof value === 'string' && isIdentity(value),
  );
};

const NAMES = ['Id', 'Arn', 'TaskId', 'ResourceId', 'AccountId', 'EngagementId'];

/** Returns what a recorded element is called here. Undefined if that is not known yet. */
const keyOf = (element: Json, { counterparts }: World): string | undefined => {
  const name = nameOf(element);
  if (name === undefined) return undefined;
  const here = translateText(name, counterparts);
  if (isIdentity(name)) return here !== name || counterparts.has(name) ? here : undefined;
  return isMembers(element) || isClosed(name, '', undefined) ? name : undefined;
};
