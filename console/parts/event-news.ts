import type { Envelope } from '../api/event-envelope.ts';
import { words } from '../words.ts';

/** An event in plain words, and the page of what it is about. */
export interface EventNews {
  text: string;
  /** The steps of the page's address; absent if it has none. */
  steps?: readonly string[];
}

/** What the details of the service's own events have, each some of it. AWS docs: selling-api-events. */
interface Detail {
  readonly engagementInvitation: {
    readonly id: string;
    readonly participantType: string;
    readonly receiverAccountId: string;
    readonly senderCompanyName?: string;
    readonly payloadType: string;
  };
  readonly opportunity: { readonly identifier: string };
  readonly engagement: { readonly engagementId: string; readonly id: string };
  readonly engagementMember: { readonly companyName: string };
  readonly resourceSnapshot: { readonly engagementId: string };
}

type Saying = (detail: Detail) => EventNews;

const invitationNews =
  (ofReceiver: () => string, ofSender: (receiver: string) => string): Saying =>
  ({ engagementInvitation: { id, participantType, receiverAccountId } }) => ({
    text:
      participantType === 'SENDER'
        ? ofSender(receiverAccountId === 'aws' ? words.shell.aws : receiverAccountId)
        : ofReceiver(),
    steps: ['invitations', id],
  });

const opportunityNews =
  (text: string): Saying =>
  ({ opportunity: { identifier } }) => ({ text, steps: ['opportunities', identifier] });

const engagementNews =
  (text: string): Saying =>
  ({ engagement: { engagementId } }) => ({ text, steps: ['engagements', engagementId] });

const { news } = words;

/** What each type of event says. AWS docs: selling-api-events. */
const SAYINGS: Readonly<Record<string, Saying>> = {
  'Engagement Invitation Created': (detail) => {
    const { senderCompanyName = '', payloadType } = detail.engagementInvitation;
    const ofReceiver = payloadType === 'LeadInvitation' ? news.invitedLead : news.invited;
    return invitationNews(() => ofReceiver(senderCompanyName), news.youInvited)(detail);
  },
  'Engagement Invitation Accepted': invitationNews(() => news.youAccepted, news.accepted),
  'Engagement Invitation Rejected': invitationNews(() => news.youRejected, news.rejected),
  'Engagement Invitation Expired': invitationNews(
    () => news.expired,
    () => news.expired,
  ),
  'Opportunity Created': opportunityNews(news.opportunityCreated),
  'Opportunity Updated': opportunityNews(news.opportunityUpdated),
  'Engagement Created': engagementNews(news.engagementCreated),
  'Engagement Updated': engagementNews(news.engagementUpdated),
  'Engagement Member Added': ({ engagement, engagementMember }) => ({
    text: news.memberAdded(engagementMember.companyName),
    steps: ['engagements', engagement.id],
  }),
  'Engagement Resource Snapshot Created': ({ resourceSnapshot }) => ({
    text: news.snapshot,
    steps: ['engagements', resourceSnapshot.engagementId],
  }),
};

/** Says what happened. An event that is not the service's own, e.g. of PutEvents, or of another form, is named by its type. */
export const newsOf = (event: Envelope): EventNews => {
  try {
    return (
      SAYINGS[event['detail-type']]?.(event.detail as unknown as Detail) ?? { text: event['detail-type'] }
    );
  } catch {
    return { text: event['detail-type'] };
  }
};
