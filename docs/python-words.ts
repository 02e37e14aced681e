/** The words of Python's grammar. */
const KEYWORDS = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);

/** Whether a name can be written as it is. */
export const isWord = (name: string): boolean => /^[A-Za-z_]\w*$/.test(name) && !KEYWORDS.has(name);

/** A name that can be written: `as_` of `as`. */
export const safe = (name: string): string => {
  const word = name.replace(/\W/g, '_');
  return isWord(word) ? word : `${word}_`;
};

/** `deadLetters` as `dead_letters`. */
export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `deadLetters.list` as `DeadLettersList`. */
export const pascal = (name: string): string =>
  name.replace(/(?:^|[.\-_ ])(\w)/g, (_, letter) => letter.toUpperCase());

/** A text inside of quotes or a comment. */
export const oneLine = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/\\/g, '\\\\').replace(/"""/g, "'''").trim();
