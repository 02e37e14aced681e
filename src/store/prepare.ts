import { prepareOn } from '../kit/sql/prepared.ts';
import type { Tables } from './tables.ts';

/** Prepares a query that requests or tasks run often, so that it is built only once: see kit/sql/prepared.ts. */
export const prepare = prepareOn<Tables>();
