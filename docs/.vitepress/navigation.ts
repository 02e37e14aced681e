import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Section {
  folder: string;
  title: string;
  /** The pages that come first, in this order. The others follow by their titles. */
  first: readonly string[];
}

/** The sections of the site, by folder. A page that is added to a folder is found there. */
const sections: readonly Section[] = [
  {
    folder: 'start',
    title: 'Start',
    first: [
      'index',
      'typescript',
      'python',
      'java',
      'go',
      'dotnet',
      'aws-cli',
      'terraform',
      'postman',
      'mcp',
    ],
  },
  {
    folder: 'guides',
    title: 'Guides',
    first: [
      'referral',
      'lead',
      'partner-originated',
      'multi-partner',
      'deal-sizing',
      'salesforce',
      'hubspot',
      'lambda',
      'ci',
      'is-it-like-aws',
      'make-aws-act',
      'init-hooks',
      'events',
      'console',
    ],
  },
  {
    folder: 'operate',
    title: 'Operate',
    first: ['index', 'deploying', 'scaling', 'backup', 'observability', 'metrics', 'principals', 'access'],
  },
  { folder: 'reference', title: 'Reference', first: ['index', 'options', 'exit-codes', 'errors'] },
  { folder: 'reference/operations', title: 'Operations of the API', first: ['index'] },
  {
    folder: 'about',
    title: 'About',
    first: ['what-works', 'architecture', 'security', 'contributing', 'changes'],
  },
];

const docs = fileURLToPath(new URL('..', import.meta.url));

/** Returns the title of a page: its first heading, or that of the file that it includes. */
const titleOf = (path: string): string => {
  const text = readFileSync(path, 'utf8');
  const [, included] = /<!--@include: (\S+)-->/.exec(text) ?? [];
  const [, heading] = /^# (.+)$/m.exec(text) ?? [];
  if (heading !== undefined) return heading.replace(/[`*]/g, '');
  if (included === undefined) throw new Error(`${path} has no heading.`);
  return titleOf(fileURLToPath(new URL(included, `file://${path}`)));
};

const pagesOf = ({ folder, first }: Section): { text: string; link: string }[] => {
  if (!existsSync(docs + folder)) return [];
  const names = readdirSync(docs + folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.slice(0, -'.md'.length));
  const placeOf = (name: string): number => (first.includes(name) ? first.indexOf(name) : first.length);
  return names
    .map((name) => ({
      name,
      text: titleOf(`${docs}${folder}/${name}.md`),
      link: `/${folder}/${name === 'index' ? '' : name}`,
    }))
    .sort((one, other) => placeOf(one.name) - placeOf(other.name) || (one.text < other.text ? -1 : 1))
    .map(({ text, link }) => ({ text, link }));
};

/** The sections, closed but for the one that is being read. */
export const sidebar = () =>
  sections.flatMap((section) => {
    const items = pagesOf(section);
    return items.length === 0 ? [] : [{ text: section.title, items, collapsed: true }];
  });

export const navigation = [
  { text: 'Start', link: '/start/', activeMatch: '/start/' },
  { text: 'Guides', link: '/guides/referral', activeMatch: '/guides/' },
  { text: 'Operate', link: '/operate/', activeMatch: '/operate/' },
  { text: 'Reference', link: '/reference/', activeMatch: '/reference/' },
];
