/** Returns a whole number from 0 to below `limit`. */
export type Draw = (limit: number) => number;

const SMALL = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
/** Alphabets within which a letter is replaced, so that a text fits the patterns that it fitted, and no others. */
const ALPHABETS = [
  SMALL,
  SMALL.toUpperCase(),
  DIGITS,
  'äöüéèàñçßøå',
  'ÄÖÜÉÈÀÑÇØÅ',
  '٠١٢٣٤٥٦٧٨٩',
  '𝓪𝓫𝓬𝓭𝓮𝓯',
].map((letters) => [...letters]);
const [, , , smallOthers = [], largeOthers = [], otherDigits = [], beyond = []] = ALPHABETS;

const alphabetOf = (letter: string): readonly string[] | undefined => {
  const known = ALPHABETS.find((alphabet) => alphabet.includes(letter));
  if (known || !/[\p{L}\p{N}]/u.test(letter)) return known;
  // Outside of the first plane some patterns of the API allow nothing.
  if ((letter.codePointAt(0) ?? 0) > 0xffff) return beyond;
  if (/\p{N}/u.test(letter)) return otherDigits;
  return /\p{Lu}/u.test(letter) ? largeOthers : smallOthers;
};

/** Replaces every letter and digit by another one of its kind, at random. What is between them stays. */
export const reshape = (text: string, draw: Draw): string =>
  [...text]
    .map((letter) => {
      const alphabet = alphabetOf(letter);
      if (!alphabet) return letter;
      const at = alphabet.indexOf(letter);
      // Never itself.
      return at < 0 ? pick(alphabet, draw) : alphabet[(at + 1 + draw(alphabet.length - 1)) % alphabet.length];
    })
    .join('');

const pick = (choices: readonly string[], draw: Draw): string => choices[draw(choices.length)] ?? '';

/** Returns `length` of the letters of an alphabet. */
export const lettersOf = (alphabet: string, length: number, draw: Draw): string =>
  Array.from({ length }, () => alphabet[draw(alphabet.length)]).join('');

/** Returns a number of digits; the first is not 0, which some forms do not allow. */
export const digitsOf = (length: number, draw: Draw): string =>
  length === 0 ? '' : lettersOf('123456789', 1, draw) + lettersOf(DIGITS, length - 1, draw);

/** The shortest and the longest word. */
const WORD = [3, 9] as const;

/**
 * Returns words that can be spoken and mean nothing, with as many characters as asked for: nothing of another text is in them
 * but its length, by which the API judges it.
 */
export const wordsOf = (length: number, draw: Draw): string => {
  let text = '';
  let left = 0;
  for (let at = 0; at < length; at++) {
    const isGap = left === 0 && at > 0 && at < length - 1;
    if (left === 0) left = WORD[0] + draw(WORD[1] - WORD[0] + 1);
    else left--;
    if (isGap) text += ' ';
    else text += lettersOf(at % 2 === 0 ? 'bdfgklmnprstvz' : 'aeiou', 1, draw);
  }
  return text.charAt(0).toUpperCase() + text.slice(1);
};
