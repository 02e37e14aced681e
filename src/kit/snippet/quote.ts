/** Texts as literals. None can end its literal, whatever it contains. */

/** A word of a POSIX shell. */
export const shellWord = (text: string): string =>
  /^[A-Za-z0-9_./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** A literal of JavaScript and Python, which JSON's are. U+2028 and U+2029 end a line in some tools. */
export const jsonText = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, hex4);

/** JSON on one line, with what a terminal could act on escaped. */
export const jsonOf = (value: unknown): string =>
  JSON.stringify(value).replace(/[\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, hex4);

const hex4 = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

const NAMED: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Java reads `\u000a` as a line break before it reads literals, so control characters are octal. */
export const javaText = (text: string): string =>
  `"${text.replace(/["\\\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (letter) => {
    const code = letter.charCodeAt(0);
    return NAMED[letter] ?? (code < 0x80 ? `\\${code.toString(8).padStart(3, '0')}` : hex4(letter));
  })}"`;

/** Go has no half surrogate pairs. */
export const goText = (text: string): string => `"${escaped(text.toWellFormed())}"`;

export const csharpText = (text: string): string => `"${escaped(text)}"`;

const escaped = (text: string): string =>
  text.replace(
    /["\\\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (letter) => NAMED[letter] ?? hex4(letter),
  );
