import type { MarkdownRenderer } from 'vitepress';

/**
 * Shows Mermaid's diagrams, which GitHub draws, as tables and lists: Mermaid itself is larger than the whole site, and a
 * reader who cannot see reads these too.
 */
export const describeDiagrams = (markdown: MarkdownRenderer): void => {
  const fence = markdown.renderer.rules.fence;
  markdown.renderer.rules.fence = (tokens, index, ...rest) => {
    const { info = '', content = '' } = tokens[index] ?? {};
    if (info.trim() === 'mermaid')
      return content.startsWith('flowchart') ? rooms(content) : messages(content);
    return fence?.(tokens, index, ...rest) ?? '';
  };
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('{', '&#123;');

/** A flowchart: each box, and where its arrows lead. */
const rooms = (content: string): string => {
  const names = new Map(
    [...content.matchAll(/^\s*(\w+)\["(.+)"\]$/gm)].map(([, id = '', text = '']) => [id, text]),
  );
  const arrows = [...content.matchAll(/^\s*(\w+) --> (\w+)$/gm)];
  const rows = [...names].map(([id, text]) => {
    const [name = '', what = ''] = text.split(' — ');
    const below = arrows
      .filter(([, from]) => from === id)
      .map(([, , to = '']) => names.get(to)?.split(' — ')[0] ?? to);
    return `<tr><td><code>${escaped(name)}</code></td><td>${escaped(what)}</td><td>${escaped(below.join(', '))}</td></tr>`;
  });
  return `<table><thead><tr><th>Room</th><th>What is there</th><th>Next below</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
};

/** A sequence diagram: each message with its sender and receiver, in order. */
const messages = (content: string): string => {
  const names = new Map(
    [...content.matchAll(/^\s*participant (\w+) as (.+)$/gm)].map(([, id = '', name = '']) => [id, name]),
  );
  const nameOf = (id = ''): string => `<strong>${escaped(names.get(id) ?? id)}</strong>`;
  const items = content.split('\n').flatMap((text) => {
    const [, from, to, message] = /^\s*(\w+)--?>>(\w+): (.+)$/.exec(text) ?? [];
    if (message !== undefined) {
      const way = from === to ? nameOf(from) : `${nameOf(from)} → ${nameOf(to)}`;
      return [`<li>${way}: ${escaped(message)}</li>`];
    }
    const [, note] = /^\s*(?:Note over \w+: |loop )(.+)$/.exec(text) ?? [];
    return note === undefined ? [] : [`<li><em>${escaped(note)}</em></li>`];
  });
  return `<ol>${items.join('')}</ol>`;
};
