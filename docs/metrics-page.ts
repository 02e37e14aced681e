import type { Family } from '../src/kit/metrics/family.ts';
import { counted } from '../src/model/metrics/counted.ts';
import { gauged } from '../src/model/metrics/gauged.ts';

const BEGIN = '<!-- metrics: made by `npm run docs` from src/model/metrics/ -->';
const END = '<!-- /metrics -->';

/** Returns docs/operate/metrics.md with a section for each metric. */
export const withMetrics = (page: string): string => {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error('docs/operate/metrics.md has lost the place of its metrics.');
  const sections = [...Object.values(counted), ...Object.values(gauged)].map(sectionOf);
  return `${page.slice(0, begin)}${BEGIN}\n${sections.join('\n')}${page.slice(end)}`;
};

const sectionOf = ({ name, type, help, labels, buckets, of, reading }: Family): string => {
  const facts = [
    type,
    of === 'node' ? 'per node' : 'whole installation',
    ...(labels.length > 0 ? [`labels ${labels.map((label) => `\`${label}\``).join(', ')}`] : []),
    ...(buckets ? [`buckets ${buckets.join(', ')} s`] : []),
  ];
  return `### \`${name}\`\n\n${facts.join(' · ')}\n\n${help} ${reading}\n`;
};
