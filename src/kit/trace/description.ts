import { writeAttributes } from './attributes.ts';
import { createProtobufWriter } from './protobuf.ts';
import type { Attributes, Description } from './span.ts';

/** The numbers of a span's fields. */
export const NAME_FIELD = 5;
export const ATTRIBUTES_FIELD = 9;

/** Encodes a description, to be kept and used again: most of what a span says is then a copy of bytes. */
export const describe = (name: string, attributes: Attributes): Description => {
  const writer = createProtobufWriter();
  writer.text(NAME_FIELD, name);
  writeAttributes(writer, ATTRIBUTES_FIELD, attributes);
  return { attributes, bytes: Uint8Array.from(writer.written()) };
};
