import type { OpportunityDocument } from '../../../src/model/documents.ts';

/** Returns a copy with the member at a dotted path set to `value`, or removed without one. */
export const changed = (whole: OpportunityDocument, path: string, value?: unknown): OpportunityDocument => {
  const copy = structuredClone(whole);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const part = keys.reduce<Record<string, unknown>>(
    (at, key) => at[key] as Record<string, unknown>,
    copy as never,
  );
  if (value === undefined) delete part[last];
  else part[last] = value;
  return copy;
};
