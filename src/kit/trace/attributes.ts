import { remember } from '../flow/remember.ts';
import {
  createProtobufWriter,
  type ProtobufWriter,
  sizeOfField,
  sizeOfText,
  sizeOfVarint,
} from './protobuf.ts';
import type { Attributes } from './span.ts';

/** Writes the key-value pairs of opentelemetry-proto, common/v1/common.proto, each as a field of this number. */
export const writeAttributes = (writer: ProtobufWriter, field: number, attributes: Attributes): void => {
  for (const name in attributes) {
    const value = attributes[name];
    if (value === undefined) continue;
    // A key-value pair: its key, and a message with the value in the field of its type.
    const key = keyOf(name);
    if (typeof value === 'string') {
      const length = sizeOfText(value);
      beginPair(writer, field, key, sizeOfField(length));
      writer.text(1, value, length);
    } else if (typeof value === 'boolean') {
      beginPair(writer, field, key, 2);
      writer.integer(2, value ? 1 : 0);
    } else if (Number.isSafeInteger(value) && value >= 0) {
      beginPair(writer, field, key, 1 + sizeOfVarint(value));
      writer.integer(3, value);
    } else {
      beginPair(writer, field, key, 9);
      writer.double(4, value);
    }
  }
};

const beginPair = (writer: ProtobufWriter, field: number, key: Uint8Array, valueBytes: number): void => {
  writer.begin(field, key.length + sizeOfField(valueBytes));
  writer.append(key);
  writer.begin(2, valueBytes);
};

/** Characters of the attributes' names that are kept encoded: ours are few, those of the environment's resource any. */
const KEPT_CHARACTERS = 10_000;

/** Returns the field with the name of an attribute. */
const keyOf = remember((name: string): Uint8Array => {
  const writer = createProtobufWriter();
  writer.text(1, name);
  return Uint8Array.from(writer.written());
}, KEPT_CHARACTERS);
