import { ConflictException } from '../model/errors.ts';
import type { Journal } from './journal.ts';

/** Returns the journal. Throws ConflictException if it is off. */
export const journalOf = (journal: Journal | undefined): Journal => {
  if (journal) return journal;
  throw ConflictException(
    'The journal of this server is off. Start it with --journal 1000 (startCosell: journal) to keep the newest calls.',
  );
};
