/** A template of an InputTransformer, parsed. AWS docs: eb-transform-target-input. */
export interface Template {
  readonly parts: readonly TemplatePart[];
  /** Whether it produces an object or a list. */
  readonly isJson: boolean;
  /** Whether it has only quoted texts and placeholders, at least one, with white space between them. */
  readonly isTexts: boolean;
}

/** A literal text, or a placeholder. */
export interface TemplatePart {
  /** The text as it is in the template. */
  readonly text: string;
  /** The name of a placeholder. */
  readonly name?: string;
  /** Whether it is within a quoted text. */
  readonly isQuoted: boolean;
}

const placeholder = /<([A-Za-z0-9_.-]+)>/y;

/**
 * Parses a template in one scan from left to right: every character is looked at no more than three times. `onLook` is told
 * how many characters were looked at.
 */
export const readTemplate = (text: string, onLook: (count: number) => void = () => {}): Template => {
  const parts: TemplatePart[] = [];
  const strings = createStrings(text, onLook);
  let [literal, hasOther] = [0, false];
  const addLiteral = (end: number): void => {
    if (end > literal) parts.push({ text: text.slice(literal, end), isQuoted: false });
  };
  for (let at = 0; at < text.length; ) {
    onLook(1);
    const isQuoted = strings.has(at);
    placeholder.lastIndex = at;
    const [whole = '', name] = (text[at] === '<' && placeholder.exec(text)) || [];
    if (name !== undefined) {
      addLiteral(at);
      onLook(whole.length);
      parts.push({ text: whole, name, isQuoted });
      at += whole.length;
      literal = at;
    } else {
      hasOther ||= !isQuoted && !/\s/.test(text[at] ?? '');
      at += 1;
    }
  }
  addLiteral(text.length);
  const isJson = /^\s*[{[]/.test(text);
  return { parts, isJson, isTexts: !hasOther && parts.some((part) => part.text.trim() !== '') };
};

/** Tells for ascending positions whether they are in a quoted text, quotes included. */
const createStrings = (text: string, onLook: (count: number) => void) => {
  let end = -1;
  let isOver = false;
  return {
    has: (at: number): boolean => {
      if (at <= end) return true;
      if (isOver || text[at] !== '"') return false;
      const found = closingQuote(text, at + 1);
      onLook((found < 0 ? text.length : found) - at);
      // If a quote is never closed, no later one is: what follows it has been seen to hold no quote but escaped ones.
      if (found < 0) isOver = true;
      else end = found;
      return found >= 0;
    },
  };
};

const closingQuote = (text: string, from: number): number => {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '"') return at;
    if (text[at] === '\\') at += 1;
  }
  return -1;
};
