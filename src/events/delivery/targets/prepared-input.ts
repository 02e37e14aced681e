import type { FairTurns } from '../../../kit/flow/fair-turns.ts';
import { stepsForText } from '../../../kit/pattern/steps.ts';
import { type AboutDelivery, InputTooLong, type MakeInput } from '../../../rules/events/input.ts';
import type { EventEnvelope } from '../../catalogue.ts';
import type { DeliveryTarget } from './target.ts';

type Deliverer = Pick<DeliveryTarget, 'deliver' | 'takePlace'>;

/**
 * Makes a target whose input for an event is made before each attempt, once, in the account's turn of the event loop. An
 * input that is too long makes the event a dead letter.
 */
export const withPreparedInput = async (
  make: MakeInput,
  about: Omit<AboutDelivery, 'ingestionTime'>,
  { turns, party }: { turns: FairTurns; party: string },
  targetWith: (inputOf: (event: EventEnvelope) => string) => Promise<Deliverer>,
): Promise<Deliverer> => {
  const prepared = new WeakMap<EventEnvelope, string>();
  const prepare = (event: EventEnvelope): string => {
    const known = prepared.get(event);
    if (known !== undefined) return known;
    const input = make({ ...event }, { ...about, ingestionTime: event.time });
    prepared.set(event, input);
    return input;
  };
  const target = await targetWith(prepare);
  return {
    ...target,
    deliver: async (event, signal) => {
      try {
        await turns.take(party, stepsForText(prepare(event)));
      } catch (error) {
        if (!(error instanceof InputTooLong)) throw error;
        return { code: 'INVALID_PARAMETER', message: error.message, permanent: true };
      }
      return target.deliver(event, signal);
    },
  };
};
