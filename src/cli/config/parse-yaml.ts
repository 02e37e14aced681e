import { LineCounter, type Node, parseDocument, visit } from 'yaml';

/** A member or element of a document, from its root. */
export type DocumentPath = readonly (string | number)[];

/** A document of YAML or JSON. */
export interface ParsedDocument {
  value: unknown;
  /** Returns the line of a value, from 1; of its nearest parent, if the value is missing. */
  lineOf(path: DocumentPath): number;
}

/** What is wrong with a text as YAML. The parser's own messages may quote a secret. */
class YamlError extends Error {}

/**
 * Parses YAML 1.2, of which JSON is a part. A number of 12 digits is an account's id, with its leading zeros, so it stays text.
 * Throws YamlError with all faults and their lines.
 */
export const parseYaml = (text: string): ParsedDocument => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  if (document.errors.length > 0) {
    throw new YamlError(
      document.errors
        .map(({ code, pos: [start] }) => {
          const { line, col } = lines.linePos(start);
          return `line ${line}, column ${col}: is not valid YAML or JSON (${code.toLowerCase().replaceAll('_', ' ')})`;
        })
        .join('\n'),
    );
  }
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value === 'number' && /^\d{12}$/.test(node.source ?? '')) node.value = node.source;
    },
  });
  const lineOf = (path: DocumentPath): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true) as Node | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  return { value: toValue(() => document.toJS({ maxAliasCount: 100 })), lineOf };
};

/** Aliases that name each other make a text endless; the parser refuses that with an error of its own. */
const toValue = (convert: () => unknown): unknown => {
  try {
    return convert();
  } catch {
    throw new YamlError('has an alias that leads nowhere, or too many aliases');
  }
};
