import type { PageRoute } from '../../parts/routes.ts';
import { words } from '../../words.ts';

const { titles } = words.events;

export const routes: readonly PageRoute[] = [
  {
    path: 'events',
    nav: { text: titles.events, section: 'watch', order: 1, key: 'v' },
    load: async () => (await import('./list-page.tsx')).EventsPage,
  },
  {
    path: 'events/rules',
    nav: { text: titles.rules, section: 'watch', order: 3, key: 'u' },
    load: async () => (await import('./rules-page.tsx')).RulesPage,
  },
  { path: 'events/rules/:name', load: async () => (await import('./rule-page.tsx')).RulePage },
  {
    path: 'events/deliveries',
    nav: { text: titles.deliveries, section: 'watch', order: 4, key: 'y' },
    load: async () => (await import('./deliveries-page.tsx')).DeliveriesPage,
  },
  {
    path: 'events/dead-letters',
    nav: { text: titles.deadLetters, section: 'watch', order: 5, key: 'x' },
    load: async () => (await import('./dead-letters-page.tsx')).DeadLettersPage,
  },
];
