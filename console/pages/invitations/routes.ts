import type { PageRoute } from '../../parts/routes.ts';
import { words } from '../../words.ts';

export const routes: readonly PageRoute[] = [
  {
    path: 'invitations',
    nav: { text: words.invitations.title, section: 'work', order: 2, key: 'i' },
    load: async () => (await import('./invitations-page.tsx')).InvitationsPage,
  },
  { path: 'invitations/:id', load: async () => (await import('./invitation-page.tsx')).InvitationPage },
];
