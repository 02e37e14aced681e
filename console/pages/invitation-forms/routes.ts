import type { PageRoute } from '../../parts/routes.ts';

export const routes: readonly PageRoute[] = [
  {
    path: 'invitations/create',
    load: async () => (await import('./create-invitation-page.tsx')).CreateInvitationPage,
  },
];
