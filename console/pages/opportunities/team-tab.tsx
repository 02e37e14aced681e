import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import { useState } from 'react';
import { DataTable } from '../../parts/data-table.tsx';
import { whyBlocked } from '../../parts/opportunity-rules.ts';
import { words } from '../../words.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { useAwsSide } from './aws-side-tab.tsx';
import { type Opportunity, targetOf } from './target.ts';

const { team, roles } = words.opportunity;

/** The people of both sides in one table, each with the role. */
export const TeamTab = ({ opportunity }: { opportunity: Opportunity }) => {
  const [isAssigning, setAssigning] = useState(false);
  const { query } = useAwsSide(opportunity.Id ?? '');
  const reason = whyBlocked(opportunity);
  const people = [
    ...(opportunity.OpportunityTeam ?? []).map((person) => ({ ...person, side: team.partner })),
    ...(query.data?.OpportunityTeam ?? []).map((person) => ({ ...person, Phone: undefined, side: team.aws })),
  ].map((person, index) => ({ ...person, key: String(index) }));
  return (
    <>
      <DataTable
        label={team.title}
        header={
          <Header
            variant="h2"
            actions={
              <Button
                disabled={reason !== undefined}
                {...(reason !== undefined && { disabledReason: reason })}
                onClick={() => setAssigning(true)}
              >
                {team.assign}
              </Button>
            }
          >
            {team.title}
          </Header>
        }
        items={people}
        keyOf={({ key }) => key}
        empty={team.empty}
        columns={[
          {
            id: 'name',
            header: team.name,
            cell: ({ FirstName, LastName, Email }) =>
              [FirstName, LastName].filter(Boolean).join(' ') || Email || words.none,
            isRowHeader: true,
          },
          {
            id: 'role',
            header: team.role,
            cell: ({ BusinessTitle }) => roles[BusinessTitle ?? ''] ?? (BusinessTitle || words.none),
          },
          { id: 'side', header: team.side, cell: ({ side }) => side },
          { id: 'email', header: team.email, cell: ({ Email }) => Email || words.none },
          { id: 'phone', header: team.phone, cell: ({ Phone }) => Phone || words.none },
        ]}
      />
      {isAssigning && <AssignDialog target={targetOf(opportunity)} onDone={() => setAssigning(false)} />}
    </>
  );
};
