import type { RelatedEntityType } from '@aws-sdk/client-partnercentral-selling';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSelling, useSellingAction } from '../../api/selling.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { whyBlocked } from '../../parts/opportunity-rules.ts';
import { words } from '../../words.ts';
import { AssociateDialog } from './associate-dialog.tsx';
import { type Opportunity, targetOf } from './target.ts';

const { associations: text } = words.opportunity;

interface Association {
  type: RelatedEntityType;
  id: string;
}

const associationsOf = (opportunity: Opportunity): Association[] =>
  Object.entries(opportunity.RelatedEntityIdentifiers ?? {}).flatMap(([type, ids]) =>
    ((ids ?? []) as string[]).map((id) => ({ type: type as RelatedEntityType, id })),
  );

/** What the opportunity is about: solutions, AWS products, offers of AWS Marketplace. */
export const AssociationsTab = ({ opportunity }: { opportunity: Opportunity }) => {
  const [isAdding, setAdding] = useState(false);
  const [removed, setRemoved] = useState<Association>();
  const reason = whyBlocked(opportunity);
  const items = associationsOf(opportunity);
  const names = useSolutionNames(items);
  const locked = reason === undefined ? {} : { disabled: true, disabledReason: reason };
  return (
    <>
      <DataTable
        label={text.title}
        header={
          <Header
            variant="h2"
            actions={
              <Button {...locked} onClick={() => setAdding(true)}>
                {text.add}
              </Button>
            }
          >
            {text.title}
          </Header>
        }
        items={items}
        keyOf={({ type, id }) => `${type}/${id}`}
        empty={text.empty}
        columns={[
          {
            id: 'name',
            header: text.name,
            cell: ({ id }) => names.get(id) ?? id,
            isRowHeader: true,
            minWidth: 220,
          },
          { id: 'type', header: text.type, cell: ({ type }) => text.types[type] ?? type, minWidth: 180 },
          { id: 'id', header: text.id, cell: ({ id }) => <CopyId id={id} />, minWidth: 220 },
          {
            id: 'act',
            header: text.act,
            cell: (item) => (
              <Button
                variant="inline-link"
                {...locked}
                ariaLabel={text.removeOne(item.id)}
                onClick={() => setRemoved(item)}
              >
                {text.remove}
              </Button>
            ),
            minWidth: 120,
          },
        ]}
      />
      {isAdding && <AssociateDialog target={targetOf(opportunity)} onDone={() => setAdding(false)} />}
      {removed && (
        <Remove opportunity={opportunity} association={removed} onDone={() => setRemoved(undefined)} />
      )}
    </>
  );
};

/** The names of the associated solutions, in one call. */
const useSolutionNames = (items: readonly Association[]): ReadonlyMap<string, string> => {
  const ids = items.filter(({ type, id }) => type === 'Solutions' && id !== 'Other').map(({ id }) => id);
  const { data } = useSelling('ListSolutions', { Identifier: ids }, { enabled: ids.length > 0 });
  return new Map((data?.SolutionSummaries ?? []).map(({ Id = '', Name = '' }) => [Id, Name]));
};

const Remove = ({
  opportunity,
  association: { type, id },
  onDone,
}: {
  opportunity: Opportunity;
  association: Association;
  onDone: () => void;
}) => {
  const action = useSellingAction('DisassociateOpportunity');
  return (
    <Dialog
      title={text.removeTitle}
      confirm={text.remove}
      isBusy={action.isPending}
      onDismiss={onDone}
      onConfirm={() =>
        action.mutate(
          {
            OpportunityIdentifier: opportunity.Id ?? '',
            RelatedEntityType: type,
            RelatedEntityIdentifier: id,
          },
          { onSuccess: onDone },
        )
      }
    >
      <SpaceBetween size="m">
        <div>{text.removeText(text.types[type] ?? type, id)}</div>
        {action.error && <FaultBox error={action.error} />}
      </SpaceBetween>
    </Dialog>
  );
};
