import { createBreath } from './breath.ts';

/** The number of elements of a list that are encoded at once. */
const SLICE = 100;

/**
 * Encodes a value as JSON in pieces, which together are what `JSON.stringify` returns, and returns control to the event loop
 * between them. For large values: members of objects and slices of lists are encoded one after another.
 */
export async function* jsonPieces(value: unknown): AsyncGenerator<string> {
  const breathe = createBreath();
  for (const piece of pieces(value)) {
    yield piece;
    await breathe();
  }
}

function* pieces(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    yield '[';
    for (let at = 0; at < value.length; at += SLICE) {
      const slice = JSON.stringify(value.slice(at, at + SLICE)).slice(1, -1);
      yield at === 0 ? slice : `,${slice}`;
    }
    yield ']';
  } else if (isRecord(value)) {
    yield '{';
    let separator = '';
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      yield `${separator}${JSON.stringify(name)}:`;
      yield* pieces(member);
      separator = ',';
    }
    yield '}';
  } else yield JSON.stringify(value) ?? 'null';
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
