const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Encodes bytes in the alphabet of AWS's ids, five bits per character, most significant first. Drops incomplete bits. */
export const base32 = (bytes: Buffer): string => {
  let text = '';
  for (let bit = 0; bit + 5 <= bytes.length * 8; bit += 5) {
    const two = bytes.readUInt8(bit >> 3) * 256 + (bytes[(bit >> 3) + 1] ?? 0);
    text += ALPHABET.charAt((two >> (11 - (bit & 7))) & 31);
  }
  return text;
};
