import { prepareOn } from '../kit/sql/prepared.ts';
import type { Tables } from './tables.ts';

/** Prepares a query that every request or task runs, so that it is built once: kit/sql/prepared.ts. */
export const prepare = prepareOn<Tables>();
