/** The content of an XML element: text, or elements by name. */
export type XmlContent = string | number | XmlElements;
/** Elements by name. Undefined elements are omitted. */
export interface XmlElements {
  readonly [element: string]: XmlContent | undefined;
}

/** Encodes content as XML 1.0. A character that XML does not allow becomes U+FFFD. */
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
