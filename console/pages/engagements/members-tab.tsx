import Badge from '@cloudscape-design/components/badge';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { usePlace } from '../../api/place.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { WebLink } from '../../parts/web-link.tsx';
import { words } from '../../words.ts';
import { InviteButton } from './invitations-tab.tsx';
import { type Engagement, MEMBER_LIMIT, useMembers } from './members.ts';

const text = words.engagements;

/** Who takes part, in the order of joining. */
export const MembersTab = ({ engagement }: { engagement: Engagement }) => {
  const { account } = usePlace();
  return (
    <Loaded query={useMembers(engagement.Id ?? '')}>
      {({ EngagementMemberList: members }) => (
        <DataTable
          label={text.members}
          header={
            <Header
              counter={`(${members?.length ?? 0}/${MEMBER_LIMIT})`}
              description={text.membersHelp}
              actions={<InviteButton engagement={engagement} />}
            >
              {text.members}
            </Header>
          }
          items={members ?? []}
          keyOf={({ AccountId }) => AccountId ?? ''}
          columns={[
            {
              id: 'company',
              header: text.company,
              isRowHeader: true,
              cell: ({ CompanyName, AccountId }) => (
                <SpaceBetween direction="horizontal" size="xs">
                  {CompanyName || AccountId}
                  {AccountId === account && <Badge color="blue">{text.you}</Badge>}
                  {AccountId === engagement.CreatedBy && <Badge>{text.roles.creator}</Badge>}
                </SpaceBetween>
              ),
            },
            { id: 'account', header: text.account, cell: ({ AccountId }) => <CopyId id={AccountId} /> },
            { id: 'website', header: text.website, cell: ({ WebsiteUrl }) => <WebLink to={WebsiteUrl} /> },
          ]}
          empty={text.noMembers}
        />
      )}
    </Loaded>
  );
};
