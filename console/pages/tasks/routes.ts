import type { PageRoute } from '../../parts/routes.ts';
import { words } from '../../words.ts';

export const routes: readonly PageRoute[] = [
  {
    path: 'tasks',
    nav: { text: words.tasks.title, section: 'work', order: 6, key: 't' },
    load: async () => (await import('./tasks-page.tsx')).TasksPage,
  },
  { path: 'tasks/:id', load: async () => (await import('./task-page.tsx')).TaskPage },
];
