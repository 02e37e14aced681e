/** What this window did itself, so that it need not be told of it. By the operation's name, or the path of an operator's route. */
const acts = new Map<string, number>();

/** For so long what follows from an act counts as this window's own. Tasks may take as long as their start waits. */
const OWN_MS = 20_000;

/** Notes that this window called something that may change the server. */
export const noteOwnAct = (name: string): void => {
  acts.set(name, performance.now());
};

/** Whether this window did one of these lately. */
export const didLately = (...names: readonly string[]): boolean =>
  names.some((name) => performance.now() - (acts.get(name) ?? -Infinity) < OWN_MS);
