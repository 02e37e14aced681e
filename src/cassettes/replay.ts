import { ServiceError } from '../kit/service/errors.ts';
import { inWords, type Json, type Members } from '../kit/shape/differences.ts';
import { parseBody } from '../kit/shape/json.ts';
import type { Cassette, Recorded } from './cassette.ts';
import { formOf, isIdentity, mapIdentities } from './forms.ts';
import { accountOfKey } from './http/keys.ts';
import { type Answer, type Call, type Endpoint, serveCalls } from './http/serve-calls.ts';
import { type Counterparts, type Likeness, learn, likenessOf, translate } from './match.ts';
import { isClosed } from './pseudonyms/closed.ts';
import { eachText } from './texts.ts';

export interface Replay extends Endpoint {
  /** The recorded calls that nobody made so far. */
  unused(): Recorded[];
  /** The calls that the cassette has no answer for. */
  readonly unmatched: readonly string[];
}

export interface ReplayOptions {
  cassette: Cassette;
  /** 0 picks one. */
  port: number;
  onCall?(told: { operation: string; call?: number; isRepeated?: boolean }): void;
}

/** Serves the answers of a cassette. */
export const startReplay = async ({ cassette, port, onCall }: ReplayOptions): Promise<Replay> => {
  const player = createPlayer(cassette.calls);
  const unmatched: string[] = [];
  const endpoint = await serveCalls(port, async (call) => {
    const { operation } = call;
    const input = parseBody(call.body) as Members;
    const played = player.play(call, input);
    if (!played) {
      const message = player.describe(call, input);
      unmatched.push(message);
      onCall?.({ operation });
      throw new ServiceError('NoRecordedAnswerException', 400, message);
    }
    onCall?.({ operation, call: played.recorded.call, isRepeated: played.isRepeated });
    return asAnswer(played);
  });
  return { ...endpoint, unused: player.unused, unmatched };
};

interface Played {
  recorded: Recorded;
  output: Members;
  isRepeated: boolean;
}

const asAnswer = ({ recorded: { status, exception }, output }: Played): Answer => ({
  ...{ status, exception },
  body: JSON.stringify(exception === undefined ? output : { __type: exception, ...output }),
});

interface Player {
  /** Returns the recorded call that a call is, with its output in the program's own words. Undefined if there is none. */
  play(call: Pick<Call, 'operation' | 'accessKeyId'>, input: Members): Played | undefined;
  /** Says why there is none, and what there is. */
  describe(call: Pick<Call, 'operation' | 'accessKeyId'>, input: Members): string;
  unused(): Recorded[];
}

/**
 * Finds the recorded call for each call: of the same operation and caller, the one most like it, the earliest first, each once. When
 * all that are like it were given, a read gets the last one again, because a program may poll more often than it did; a write gets
 * none.
 */
const createPlayer = (calls: readonly Recorded[]): Player => {
  const counterparts: Counterparts = new Map();
  const callers = new Map<string, string>();
  const used = new Set<Recorded>();
  const ofProgram = broughtByPrograms(calls);
  const isFixed = (text: string, member: string): boolean =>
    member !== 'NextToken' && (isIdentity(text) ? isBound(text) : isWord(text, member));
  /** Whether an answer told of a thing, or a call of the program has shown which one it is. */
  const isBound = (text: string): boolean => {
    let bound = false;
    mapIdentities(text, (identity) => {
      bound ||= !ofProgram.has(identity) || counterparts.has(identity);
      return identity;
    });
    return bound;
  };
  const candidatesOf = (operation: string, accessKeyId: string): Recorded[] =>
    calls.filter(
      (one) => one.operation === operation && (callers.get(one.caller) ?? accessKeyId) === accessKeyId,
    );
  const likenessesOf = (operation: string, accessKeyId: string, input: Members) =>
    candidatesOf(operation, accessKeyId).map((recorded) => ({
      recorded,
      likeness: likenessOf(recorded.input, input as Json, { counterparts, isFixed }),
    }));

  return {
    play: ({ operation, accessKeyId }, input) => {
      const alike = likenessesOf(operation, accessKeyId, input).filter(({ likeness }) => !likeness.differs);
      const fresh = alike.filter(({ recorded }) => !used.has(recorded));
      const isRepeated = fresh.length === 0;
      const best = isRepeated ? (isRead(operation) ? alike.at(-1) : undefined) : mostAlike(fresh);
      if (!best) return undefined;
      const { recorded, likeness } = best;
      used.add(recorded);
      callers.set(recorded.caller, accessKeyId);
      learn(recorded.caller, accountOfKey(accessKeyId) ?? recorded.caller, counterparts);
      for (const [text, today] of likeness.learned) learn(text, today, counterparts);
      return { recorded, isRepeated, output: translate(recorded.output, counterparts) as Members };
    },
    describe: ({ operation, accessKeyId }, input) =>
      describe(operation, likenessesOf(operation, accessKeyId, input), used),
    unused: () => calls.filter((call) => !used.has(call)),
  };
};

const isRead = (operation: string): boolean => /^(?:Get|List)/.test(operation);

/** Days and texts are not words of the API, even where it has no other for a member. */
const isWord = (text: string, member: string): boolean =>
  formOf(text) === 'text' && text !== '' && isClosed(text, member, undefined);

type Alike = { recorded: Recorded; likeness: Likeness };

const mostAlike = (alike: readonly Alike[]): Alike | undefined =>
  alike.reduce<Alike | undefined>(
    (best, one) => (best && best.likeness.same >= one.likeness.same ? best : one),
    undefined,
  );

/** The things that a program named before an answer did: its own account, or what its configuration says. */
const broughtByPrograms = (calls: readonly Recorded[]): ReadonlySet<string> => {
  const told = new Set<string>();
  const brought = new Set<string>();
  const each = (value: Json, see: (identity: string) => void): void =>
    eachText(value, (text) => {
      mapIdentities(text, (identity) => {
        see(identity);
        return identity;
      });
    });
  for (const { caller, input, output } of calls) {
    each([caller, input], (identity) => {
      if (!told.has(identity)) brought.add(identity);
    });
    each(output, (identity) => told.add(identity));
  }
  return brought;
};

const MOST_TOLD = 5;

const describe = (operation: string, likenesses: readonly Alike[], used: ReadonlySet<Recorded>): string => {
  if (likenesses.length === 0) return `The cassette has no ${operation} of this caller.`;
  const told = likenesses.slice(0, MOST_TOLD).map(({ recorded: { call }, likeness }) => {
    const { path, recorded, today } = likeness.differs ?? { path: '' };
    return path === ''
      ? `call ${call} was given already`
      : `call ${call} has ${path} ${inWords(recorded)}, not ${inWords(today)}`;
  });
  const rest = likenesses.length - told.length;
  const left = likenesses.filter(({ recorded }) => !used.has(recorded)).length;
  return (
    `The cassette has no answer to this ${operation}: ${told.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}. ` +
    `Of ${likenesses.length} recorded, ${left} were not made yet. Record the calls again if the program has changed.`
  );
};
