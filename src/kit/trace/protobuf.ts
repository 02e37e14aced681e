/** Protocol Buffers documentation, "Encoding": the wire types. */
const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;
const FIXED32 = 5;

const FIRST_BYTES = 4_096;
/** Bytes of the longest number of a field, with its length, and of the longest value that is not reserved apart. */
const LONGEST_FIXED = 32;
/** Bytes of UTF-8 for one of the 16-bit units that a text consists of. */
const MOST_BYTES_OF_UNIT = 3;
/** Bytes up to which a loop is faster than a call of Node.js. */
const SHORT = 24;
/** Bytes of the numbers and lengths in a pair of a key and a text, if each takes one. */
const HEADS_OF_PAIR = 6;
/** A length up to this takes one byte. */
const LONGEST_OF_ONE_BYTE = 0x7f;

/** Returns how many bytes a number from 0 takes as a varint. */
const sizeOfVarint = (value: number): number => {
  let size = 1;
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 0x80)) size += 1;
  return size;
};

/** Returns how many bytes a field below 16 takes that holds so many. */
export const sizeOfField = (length: number): number => 1 + sizeOfVarint(length) + length;

/**
 * Writes the fields of a message, one after another, into memory that it reuses. Own code, because libraries build an object for
 * each message first: 4 µs for a span with OpenTelemetry's own serializer. A class, because V8 calls what is on a prototype
 * directly, and looks up what each object has for itself.
 */
export class ProtobufWriter {
  #memory: Buffer;
  #view: DataView;
  #at: number;
  readonly #room: number;

  /** @param room bytes that are left free for what comes before. */
  constructor(room = 0) {
    this.#memory = Buffer.allocUnsafe(FIRST_BYTES + room);
    this.#view = viewOf(this.#memory);
    this.#at = room;
    this.#room = room;
  }

  /** Begins a field whose length is not known yet, but probably takes so many bytes. Returns what `close` takes. */
  open(field: number, lengthBytes: number): number {
    this.#tag(field, LENGTH);
    this.#at += lengthBytes;
    return this.#at;
  }

  /** Ends a field: writes its length, and moves what is in it if that takes other than the expected bytes. */
  close(start: number, lengthBytes: number): void {
    const length = this.#at - start;
    const needed = sizeOfVarint(length);
    if (needed !== lengthBytes) {
      this.#reserve(needed);
      this.#memory.copyWithin(start - lengthBytes + needed, start, this.#at);
    }
    this.#at = start - lengthBytes;
    this.#varint(length);
    this.#at += length;
  }

  /** The field's number and the length of what is written next. */
  begin(field: number, length: number): void {
    this.#tag(field, LENGTH);
    this.#varint(length);
  }

  text(field: number, value: string): void {
    const lengthBytes = sizeOfVarint(value.length);
    const start = this.open(field, lengthBytes);
    this.#reserve(MOST_BYTES_OF_UNIT * value.length);
    this.#at += this.#memory.write(value, this.#at);
    this.close(start, lengthBytes);
  }

  /**
   * Writes a message of a pair, whose key is encoded and whose value is a message with a text, all in fields below 16, as `open`,
   * `append` and `text` do. In one piece if it is short, because most of what spans do not have alike is.
   */
  pairWithText(field: number, key: Uint8Array, valueField: number, textField: number, text: string): void {
    const keyBytes = key.length;
    this.#reserve(keyBytes + HEADS_OF_PAIR + MOST_BYTES_OF_UNIT * text.length);
    const memory = this.#memory;
    const start = this.#at;
    const textAt = start + keyBytes + HEADS_OF_PAIR;
    const bytes = memory.write(text, textAt);
    const length = keyBytes + HEADS_OF_PAIR - 2 + bytes;
    if (length > LONGEST_OF_ONE_BYTE) {
      const value = sizeOfField(bytes);
      this.begin(field, keyBytes + sizeOfField(value));
      this.append(key);
      this.begin(valueField, value);
      this.text(textField, text);
      return;
    }
    memory[start] = field * 8 + LENGTH;
    memory[start + 1] = length;
    for (let index = 0; index < keyBytes; index++) memory[start + 2 + index] = key[index] as number;
    memory[textAt - 4] = valueField * 8 + LENGTH;
    memory[textAt - 3] = 2 + bytes;
    memory[textAt - 2] = textField * 8 + LENGTH;
    memory[textAt - 1] = bytes;
    this.#at = textAt + bytes;
  }

  bytes(field: number, value: Uint8Array): void {
    this.begin(field, value.length);
    this.append(value);
  }

  /** Writes what is encoded already. Returns where it begins in `view`. */
  append(value: Uint8Array): number {
    const { length } = value;
    this.#reserve(length);
    const memory = this.#memory;
    const start = this.#at;
    if (length > SHORT) memory.set(value, start);
    else for (let index = 0; index < length; index++) memory[start + index] = value[index] as number;
    this.#at = start + length;
    return start;
  }

  /** @param value an integer from 0. */
  integer(field: number, value: number): void {
    this.#tag(field, VARINT);
    this.#varint(value);
  }

  double(field: number, value: number): void {
    this.#tag(field, FIXED64);
    this.#at = this.#memory.writeDoubleLE(value, this.#at);
  }

  fixed32(field: number, value: number): void {
    this.#tag(field, FIXED32);
    this.#at = this.#memory.writeUInt32LE(value, this.#at);
  }

  /** The memory, to change what was appended. Valid until more is written. */
  get view(): DataView {
    return this.#view;
  }

  /** What was written since the last `clear`. Valid until the next one. */
  written(): Uint8Array {
    return this.#memory.subarray(this.#room, this.#at);
  }

  /** The same, with this before it. */
  after(head: Uint8Array): Uint8Array {
    this.#memory.set(head, this.#room - head.length);
    return this.#memory.subarray(this.#room - head.length, this.#at);
  }

  get size(): number {
    return this.#at - this.#room;
  }

  clear(): void {
    this.#at = this.#room;
  }

  #tag(field: number, type: number): void {
    this.#reserve(LONGEST_FIXED);
    this.#varint(field * 8 + type);
  }

  #varint(value: number): void {
    let rest = value;
    for (; rest > LONGEST_OF_ONE_BYTE; rest = Math.floor(rest / 0x80)) {
      this.#memory[this.#at++] = (rest % 0x80) | 0x80;
    }
    this.#memory[this.#at++] = rest;
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#memory.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.#at + bytes));
    this.#memory.copy(larger, 0, 0, this.#at);
    this.#memory = larger;
    this.#view = viewOf(larger);
  }
}

const viewOf = ({ buffer, byteOffset, length }: Buffer): DataView => new DataView(buffer, byteOffset, length);

/** Encodes fields to be kept, and appended again and again. */
export const encode = (write: (writer: ProtobufWriter) => void): Uint8Array => {
  const writer = new ProtobufWriter();
  write(writer);
  return Uint8Array.from(writer.written());
};
