import { randomUUID } from 'node:crypto';
import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { engagement, opportunity, opportunityInvitation } from '../test/support/data.ts';
import { operate } from '../test/support/operator.ts';
import { change } from '../test/support/update.ts';

const Catalog = 'Sandbox';
/** A partner, and one that it invites. */
const PARTNER = '111111111111';
const OTHER = '222222222222';
/** Every partner has it in the sandbox. */
const SOLUTION = 'S-1234567';
const DAY_MS = 86_400_000;

export interface Server {
  endpoint: string;
}

/** People who work with a server, the same again and again. */
export interface Work {
  /** A referral, an opportunity of the partner's own, and an invitation of another partner, each with what follows. */
  doOnce(): Promise<void>;
  /** The durations of the reads since the last call, in milliseconds. */
  takeReads(): number[];
  end(): void;
}

/** One referral in four, and one invitation in four, is never answered: it expires. */
const isForgotten = (index: number): boolean => index % 4 === 3;

export const createWork = (server: Server): Work => {
  const clientOf = (account: string) =>
    new PartnerCentralSelling({
      ...server,
      region: 'us-east-1',
      credentials: { accessKeyId: account, secretAccessKey: 'secret' },
      maxAttempts: 1,
    });
  const [partner, other] = [clientOf(PARTNER), clientOf(OTHER)];
  let reads: number[] = [];
  let index = 0;

  const read = async <T>(call: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const answer = await call();
    reads.push(performance.now() - began);
    return answer;
  };
  const look = async (Identifier: string): Promise<void> => {
    await read(() => partner.getOpportunity({ Catalog, Identifier }));
    await read(() => partner.listOpportunities({ Catalog, MaxResults: 20 }));
  };

  const answerReferral = async (isAnswered: boolean): Promise<void> => {
    const { invitationId: Identifier } = await operate<{ invitationId: string }>(
      server,
      'POST',
      'referrals',
      {
        account: PARTNER,
      },
    );
    if (!isAnswered) return;
    const request = { Catalog, ClientToken: randomUUID(), Identifier } as const;
    const start = () => partner.startEngagementByAcceptingInvitationTask(request);
    let task = await start();
    while (task.TaskStatus === 'IN_PROGRESS') task = await start();
    if (task.TaskStatus !== 'COMPLETE') throw new Error(`The task ${task.TaskId} ended ${task.TaskStatus}.`);
    await look(task.OpportunityId ?? '');
  };

  const submitOwn = async (today: string): Promise<void> => {
    const closes = new Date(Date.parse(today) + 90 * DAY_MS).toISOString().slice(0, 10);
    const document = opportunity();
    const { Id = '' } = await partner.createOpportunity({
      ...document,
      LifeCycle: { ...document.LifeCycle, TargetCloseDate: closes },
    });
    await partner.associateOpportunity({
      ...{ Catalog, OpportunityIdentifier: Id },
      ...{ RelatedEntityType: 'Solutions', RelatedEntityIdentifier: SOLUTION },
    });
    const request = {
      ...{ Catalog, ClientToken: randomUUID(), Identifier: Id },
      AwsSubmission: { InvolvementType: 'Co-Sell', Visibility: 'Full' },
    } as const;
    const start = () => partner.startEngagementFromOpportunityTask(request);
    let task = await start();
    while (task.TaskStatus === 'IN_PROGRESS') task = await start();
    if (task.TaskStatus !== 'COMPLETE') throw new Error(`The task ${task.TaskId} ended ${task.TaskStatus}.`);
    await operate(server, 'POST', 'reviews', {
      ...{ account: PARTNER, catalog: Catalog, id: Id, decision: 'Approved' },
    });
    await change(partner, Id, ({ LifeCycle }) => ({
      LifeCycle: { ...LifeCycle, Stage: 'Technical Validation' },
    }));
    await look(Id);
  };

  const inviteOther = async (place: number): Promise<void> => {
    const { Id = '' } = await partner.createEngagement(engagement());
    const invitation = await partner.createEngagementInvitation(opportunityInvitation(Id, OTHER));
    const answer = { Catalog, Identifier: invitation.Id ?? '' } as const;
    if (isForgotten(place)) return;
    if (place % 4 === 0) await other.rejectEngagementInvitation({ ...answer, RejectionReason: 'No budget' });
    else await other.acceptEngagementInvitation(answer);
    await read(() => partner.getEngagement({ Catalog, Identifier: Id }));
  };

  return {
    doOnce: async () => {
      const place = index++;
      const { now } = await operate<{ now: string }>(server, 'GET', 'clock');
      await answerReferral(!isForgotten(place));
      await submitOwn(now);
      await inviteOther(place);
    },
    takeReads: () => {
      const taken = reads;
      reads = [];
      return taken;
    },
    end: () => {
      partner.destroy();
      other.destroy();
    },
  };
};
