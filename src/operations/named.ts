import type { Catalog } from '../model/contract.ts';
import type { Arns } from '../model/identifiers.ts';
import type { Call } from './operation.ts';

/**
 * Returns the ids in a filter's ArnOrIdentifiers. An ARN that names nothing here is kept unchanged: it matches no id,
 * so the filter still applies.
 */
export const namedIds = (
  { services }: Call,
  kind: Parameters<Arns['sharedId']>[0],
  catalog: Catalog,
  identifiers: string[] | undefined,
): string[] | undefined =>
  identifiers?.map((identifier) => services.arns.sharedId(kind, catalog, identifier) ?? identifier);
