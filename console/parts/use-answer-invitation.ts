import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import { newClientToken } from '../api/client-token.ts';
import { useSellingAction } from '../api/selling.ts';
import { words } from '../words.ts';
import { notify } from './notices.tsx';
import { useTo } from './use-to.ts';

/** What answering an invitation needs to know of it. */
interface Answerable {
  Id?: string | undefined;
  PayloadType?: string | null | undefined;
}

/**
 * Returns a function that accepts an invitation and shows its page, where the steps appear live: one to an opportunity by its
 * task, one to a lead by AcceptEngagementInvitation (AWS docs: working-with-your-leads). If the server refuses it, a notice
 * says why.
 */
export const useAcceptInvitation = () => {
  const task = useSellingAction('StartEngagementByAcceptingInvitationTask');
  const join = useSellingAction('AcceptEngagementInvitation');
  const navigate = useNavigate();
  const to = useTo();
  const accept = useCallback(
    async ({ Id = '', PayloadType }: Answerable) => {
      void navigate(to('invitations', Id));
      try {
        await (PayloadType === 'LeadInvitation'
          ? join.mutateAsync({ Identifier: Id })
          : task.mutateAsync({ Identifier: Id, ClientToken: newClientToken() }));
      } catch (error) {
        const content = error instanceof Error ? error.message : String(error);
        notify({ type: 'error', id: `accept-${Id}`, header: words.invitation.notAccepted, content });
      }
    },
    [navigate, to, join.mutateAsync, task.mutateAsync],
  );
  return { accept, isBusy: task.isPending || join.isPending };
};
