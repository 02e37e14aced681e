/** What an element of XML holds: text, or elements by name. */
export type XmlContent = string | number | XmlElements;
/** Elements by name. What is undefined is left out. */
export interface XmlElements {
  readonly [element: string]: XmlContent | undefined;
}

/** Writes content as XML 1.0. A character that XML cannot have becomes U+FFFD. */
export const toXml = (content: XmlContent): string => {
  if (typeof content !== 'object') return escapeXml(String(content));
  return Object.entries(content)
    .map(([name, inner]) => (inner === undefined ? '' : `<${name}>${toXml(inner)}</${name}>`))
    .join('');
};

const escapeXml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>]/g, (found) => (found === '&' ? '&amp;' : found === '<' ? '&lt;' : '&gt;'));
