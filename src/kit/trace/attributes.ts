import { remember } from '../flow/remember.ts';
import { encode, type ProtobufWriter } from './protobuf.ts';
import type { Attributes } from './span.ts';

const VALUE_FIELD = 2;
/** Bytes of the length of a pair, or of its value, with a number. */
const SHORT = 1;

/**
 * Writes the key-value pairs of opentelemetry-proto, common/v1/common.proto, each as a field of this number. Returns how many
 * attributes there are.
 *
 * @param longest characters of a text. Longer ones are cut.
 * @param most attributes that are written. Further ones are left out.
 */
export const writeAttributes = (
  writer: ProtobufWriter,
  field: number,
  attributes: Attributes,
  longest = Number.POSITIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
): number => {
  let count = 0;
  for (const name in attributes) {
    const value = attributes[name];
    if (value === undefined) continue;
    count += 1;
    if (count > most) continue;
    // A key-value pair: its key, and a message with the value in the field of its type.
    const key = keyOf(name);
    if (typeof value === 'string') {
      const text = value.length > longest ? value.slice(0, longest) : value;
      writer.pairWithText(field, key, VALUE_FIELD, 1, text);
      continue;
    }
    const pair = writer.open(field, SHORT);
    writer.append(key);
    const typed = writer.open(VALUE_FIELD, SHORT);
    if (typeof value === 'boolean') writer.integer(2, value ? 1 : 0);
    else if (Number.isSafeInteger(value) && value >= 0) writer.integer(3, value);
    else writer.double(4, value);
    writer.close(typed, SHORT);
    writer.close(pair, SHORT);
  }
  return count;
};

/** Characters of the attributes' names that are kept encoded: ours are few, those of the environment's resource any. */
const KEPT_CHARACTERS = 10_000;

/** Returns the field with the name of an attribute. */
const keyOf = remember((name: string): Uint8Array => encode((to) => to.text(1, name)), KEPT_CHARACTERS);
