import type { RequestFilter } from '../../operator/journal.ts';
import type { RequestEntry } from '../../operator/request-schemas.ts';
import { hasCaused } from './effects.ts';
import { namedIn, outcomeOf, serviceOf } from './entry.ts';
import type { Kept } from './kept.ts';

/** Decides by what is kept as it is, so that most calls are not read. */
export const mayMatch = (kept: Kept, filter: RequestFilter): boolean => {
  const { account, errorCode, caused, operation, service, outcome, resource } = filter;
  return (
    (caused === undefined || hasCaused(kept.effects, caused)) &&
    (account === undefined || kept.account === account) &&
    (errorCode === undefined || kept.errorCode === errorCode) &&
    (outcome === undefined || outcomeOf(kept) === outcome) &&
    ((service === undefined && operation === undefined) || isCallOf(kept, service, operation)) &&
    (resource === undefined || mayName(kept, resource))
  );
};

const isCallOf = (kept: Kept, service: string | undefined, operation: string | undefined): boolean => {
  const [ofService, ofOperation] = serviceOf(kept);
  return (
    (service === undefined || ofService === service) && (operation === undefined || ofOperation === operation)
  );
};

/** Whether one of the texts that a call's names are read from has this one at the end of something. A hundredth of reading them. */
const mayName = (kept: Kept, resource: string): boolean =>
  namedIn(kept).some((text) => ['"', '<', '>'].some((end) => text.includes(resource + end)));

/** Whether a call that may match does. */
export const matches = ({ resources }: RequestEntry, { resource }: RequestFilter): boolean =>
  resource === undefined || resources.some((name) => name === resource || name.endsWith(`/${resource}`));
