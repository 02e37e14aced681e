import { expireInvitation } from '../../changes/invitations/expire-invitation.ts';
import { sendInvitation } from '../../changes/invitations/send-invitation.ts';
import type { Work } from '../../changes/work.ts';
import type { Input } from '../../model/contract.ts';
import {
  businessValidationFailed,
  ConflictException,
  ServiceQuotaExceededException,
} from '../../model/errors.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import { normalAccount } from '../../rules/accounts.ts';
import { countPartners, effectiveStatus, PARTNER_LIMIT } from '../../rules/invitations/invitations.ts';
import { listMembers, lockEngagement } from '../../store/repositories/engagements.ts';
import { countInvitedPartners, findPendingInvitation } from '../../store/repositories/invitations.ts';
import { oncePerToken } from '../idempotency.ts';
import { operation } from '../operation.ts';
import { engagement, invitation } from '../resources.ts';
import { findVisibleEngagement } from '../visible.ts';

/** Invites an account to an engagement of which the caller is a member. Costs one transaction. */
export const createEngagementInvitation = operation(
  'CreateEngagementInvitation',
  {
    access: 'Write',
    on: invitation(),
    needs: [{ action: 'GetEngagement', on: engagement('EngagementIdentifier') }],
  },
  async (input, call, name) => {
    const engagement = await findVisibleEngagement(call, input.Catalog, input.EngagementIdentifier);
    const { receiver, alias } = receiverOf(input);
    return oncePerToken(call, name, input, async (work) => {
      await requireCapacity(work, input, engagement.id, receiver);
      const id = await sendInvitation(work, {
        catalog: input.Catalog,
        engagementId: engagement.id,
        sender: call.account,
        receiver,
        receiverAlias: alias,
        message: input.Invitation.Message,
        payload: input.Invitation.Payload,
      });
      return { Id: id, Arn: call.services.arns.shared('engagement-invitation', input.Catalog, id) };
    });
  },
);

const receiverOf = (input: Input<'CreateEngagementInvitation'>) => {
  const account = input.Invitation.Receiver.Account;
  const receiver = normalAccount(account?.AwsAccountId ?? '');
  if (receiver) return { receiver, alias: account?.Alias };
  throw businessValidationFailed([
    {
      FieldName: 'Invitation.Receiver.Account.AwsAccountId',
      Message: 'Invitation.Receiver.Account.AwsAccountId has to be 12 digits, or aws for AWS.',
      Code: 'INVALID_VALUE',
    },
  ]);
};

/** AWS docs, working-with-multi-partner-opportunities: one pending invitation per account, ten partners at most. */
const requireCapacity = async (
  work: Work,
  { Catalog }: Input<'CreateEngagementInvitation'>,
  engagement: string,
  receiver: string,
): Promise<void> => {
  const { tx, now } = work;
  await lockEngagement(tx, { catalog: Catalog, id: engagement });
  const members = await listMembers(tx, { catalog: Catalog, engagement_id: engagement });
  if (members.some((member) => member.account_id === receiver)) {
    throw ConflictException(`Account ${receiver} is a member of the engagement already.`);
  }
  const pending = await findPendingInvitation(tx, {
    catalog: Catalog,
    engagement_id: engagement,
    receiver_account_id: receiver,
  });
  if (pending && effectiveStatus(pending, now) === 'PENDING') {
    throw ConflictException(`Account ${receiver} has a pending invitation to the engagement already.`);
  }
  if (pending) await expireInvitation(work, pending);
  if (receiver === AWS_ACCOUNT) return;
  const invited = await countInvitedPartners(tx, { catalog: Catalog, engagement_id: engagement }, now);
  if (countPartners(members.map(({ account_id }) => account_id)) + invited >= PARTNER_LIMIT) {
    throw ServiceQuotaExceededException(
      `An engagement has at most ${PARTNER_LIMIT} partners, invited ones included. Wait for answers, or open another one.`,
    );
  }
};
