import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { PageLink } from '../../parts/page-link.tsx';
import type { TimelineEntry } from '../../parts/timeline.tsx';
import type { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import type { RecordedEvent } from './use-engagement-events.ts';

const text = words.engagements.timeline;

const KINDS: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  'Engagement Invitation Accepted': 'success',
  'Engagement Invitation Rejected': 'error',
  'Engagement Invitation Expired': 'stopped',
  'Engagement Member Added': 'success',
};

type NameOf = (account: string) => string;
type To = ReturnType<typeof useTo>;

/** The entry of an event. Its id is that of the entry which the engagement itself gives, if there is one. */
export const eventEntry = (event: RecordedEvent, nameOf: NameOf, to: To): TimelineEntry => {
  const type = event['detail-type'];
  const {
    engagement,
    engagementMember: member,
    engagementInvitation: invitation,
    resourceSnapshot: snapshot,
  } = event.detail;
  const entry = { at: event.time, kind: KINDS[type] ?? 'info', id: event.id };
  if (type === 'Engagement Created') return { ...entry, id: 'created', title: type };
  if (type === 'Engagement Invitation Created') {
    return { ...entry, id: `invitation ${invitation?.id}`, title: type };
  }
  if (member) return { ...entry, title: text.joined(member.companyName || nameOf(member.accountId)) };
  if (invitation) {
    return {
      ...entry,
      title: (
        <PageLink to={to('invitations', invitation.id)}>
          {text.answered[type]?.(nameOf(invitation.receiverAccountId)) ?? type}
        </PageLink>
      ),
    };
  }
  if (snapshot) return { ...entry, title: snapshotLink(snapshot, nameOf, to) };
  return { ...entry, title: text.updated(nameOf(engagement?.LastModifiedBy ?? '')) };
};

const snapshotLink = (
  {
    engagementId,
    resourceId,
    createdBy,
    arn,
    ...snapshot
  }: NonNullable<RecordedEvent['detail']['resourceSnapshot']>,
  nameOf: NameOf,
  to: To,
) => {
  const template = snapshot.resourceSnapshotTemplateName;
  // The ARN ends with the revision; the event has no member of its own for it.
  const revision = arn.split('/').at(-1) ?? '';
  const shown = new URLSearchParams({ tab: 'snapshots', resource: resourceId, template, revision });
  const tell = text.snapshots[template] ?? text.snapshots.OpportunitySummaryView;
  return (
    <PageLink to={`${to('engagements', engagementId)}?${shown}`}>
      {tell?.(nameOf(createdBy), resourceId, revision)}
    </PageLink>
  );
};
