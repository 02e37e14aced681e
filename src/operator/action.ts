import type { Static, TObject, TSchema } from 'typebox';
import type { Context } from '../changes/work.ts';
import type { TargetPlaces } from '../events/delivery/targets/reach.ts';
import type { Queries } from '../store/tables.ts';

/** What an action works with. */
export interface Operator extends Context {
  /** Where targets of rules are. */
  places: TargetPlaces;
  /** Writes the accounts and solutions that the server was started with, as when it starts. */
  putConfigured(tx: Queries): Promise<void>;
  /** Subscribes the webhooks that the server was started with, from now on, where they are not, and no others. */
  subscribeConfigured(tx: Queries): Promise<void>;
}

/** How an action is called on the command line. */
export interface ActionCommand {
  /** The words after `cosell`, where they are not those of the name. */
  words?: string;
  /** The member that is given without its name: `cosell clock advance 15d`. */
  argument?: string;
  /** A whole command line, for its help. */
  example: string;
}

/** Something that the operator can do: a route, a command of the command line, and a method of `startCosell()`'s handle. */
export interface Action<
  Takes extends TObject = TObject,
  Answers extends TSchema = TSchema,
  Name extends string = string,
> {
  /** The method of the handle, and the words of the command: `clock.advance` is `cosell clock advance`. */
  name: Name;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Under `/_cosell/`; `{id}` stands for the member `id` of what it takes. */
  path: string;
  /** What it does, in one sentence. */
  summary: string;
  /** All that it takes: what stands in the path, in the query of a GET or DELETE, or in the body. */
  takes: Takes;
  answers: Answers;
  command?: ActionCommand;
  /** Does it. The input fits `takes`. Throws the errors of `model/errors.ts`. */
  handle(input: Static<Takes>, operator: Operator): Promise<Static<Answers>>;
}

/** Defines an action: the one export of its file. */
export const action = <Takes extends TObject, Answers extends TSchema, const Name extends string>(
  definition: Action<Takes, Answers, Name>,
): Action<Takes, Answers, Name> => definition;
