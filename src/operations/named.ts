import type { Catalog } from '../model/contract.ts';
import type { Arns } from '../model/identifiers.ts';
import type { Call } from './operation.ts';

/**
 * The ids that a filter's ArnOrIdentifiers name. An ARN that names nothing here stays as it is: it matches no id, so
 * that the filter still filters.
 */
export const namedIds = (
  { services }: Call,
  kind: Parameters<Arns['sharedId']>[0],
  catalog: Catalog,
  identifiers: string[] | undefined,
): string[] | undefined =>
  identifiers?.map((identifier) => services.arns.sharedId(kind, catalog, identifier) ?? identifier);
