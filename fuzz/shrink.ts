import type { RequestCase } from './case.ts';
import type { Json } from './values.ts';

const MOST_TRIES = 300;

/** Returns the smallest body found for which a request still fails, by leaving out one part after another. */
export const shrink = async (
  one: RequestCase,
  fails: (smaller: RequestCase) => Promise<boolean>,
): Promise<RequestCase> => {
  let best = one;
  let tries = 0;
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (const body of smallerBodies(best.body)) {
      if (++tries > MOST_TRIES) return best;
      const candidate = { ...best, body };
      if (!(await fails(candidate))) continue;
      best = candidate;
      isSmaller = true;
      break;
    }
  }
  return best;
};

const smallerBodies = (body: Buffer): Buffer[] => {
  try {
    return smallerValues(JSON.parse(body.toString()) as Json).map((value) =>
      Buffer.from(JSON.stringify(value)),
    );
  } catch {
    const half = body.length >> 1;
    return half > 0
      ? [body.subarray(0, half), body.subarray(half), body.subarray(1), body.subarray(0, -1)]
      : [];
  }
};

/** Variants with one part less, the largest parts first. */
const smallerValues = (value: Json): Json[] => {
  if (typeof value === 'string')
    return value.length > 1 ? [value.slice(0, value.length >> 1), value.slice(1)] : [];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => [
      value.toSpliced(index, 1),
      ...smallerValues(item).map((smaller) => value.with(index, smaller)),
    ]);
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const { [name]: _, ...rest } = value;
    return [rest, ...smallerValues(member).map((smaller) => ({ ...value, [name]: smaller }))];
  });
};
