import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import { DataTable } from '../../parts/data-table.tsx';
import { words } from '../../words.ts';
import { type Change, snapshotChanges, snapshotMembers } from './snapshot-changes.ts';

const text = words.engagements;
const COLORS = { added: 'green', removed: 'red', changed: 'blue' } as const;

/** What changed from one revision to another, member by member, with the old and the new value. */
export const SnapshotDiff = ({
  before,
  after,
  from,
  to,
}: {
  before: unknown;
  after: unknown;
  from: number;
  to: number;
}) => {
  const changes = snapshotChanges(before, after);
  return (
    <DataTable<Change>
      variant="embedded"
      wrapLines
      label={text.changes(from, to)}
      header={
        <Header variant="h3" counter={`(${changes.length})`}>
          {text.changes(from, to)}
        </Header>
      }
      items={changes}
      keyOf={({ member, kind, before: old, after: now }) => [member, kind, old, now].join('\n')}
      columns={[
        { id: 'member', header: text.member, isRowHeader: true, cell: ({ member }) => member },
        {
          id: 'kind',
          header: text.change,
          width: 120,
          cell: ({ kind }) => <Badge color={COLORS[kind]}>{text.changeKinds[kind]}</Badge>,
        },
        { id: 'before', header: text.before, cell: ({ before: old }) => <Value of={old} tag="del" /> },
        { id: 'after', header: text.after, cell: ({ after: now }) => <Value of={now} tag="ins" /> },
      ]}
      empty={text.noChanges}
    />
  );
};

/** `del` and `ins` say it to screen readers too. */
const Value = ({ of, tag: Tag }: { of: string | undefined; tag: 'del' | 'ins' }) =>
  of === undefined ? <Box color="text-status-inactive">{words.none}</Box> : <Tag className="value">{of}</Tag>;

/** The whole content of a revision in words. */
export const SnapshotMembers = ({ content, isOpen }: { content: unknown; isOpen: boolean }) => (
  <ExpandableSection headerText={text.content} defaultExpanded={isOpen}>
    <DataTable
      variant="embedded"
      wrapLines
      label={text.content}
      items={snapshotMembers(content)}
      keyOf={({ member }) => member}
      columns={[
        { id: 'member', header: text.member, isRowHeader: true, cell: ({ member }) => member },
        { id: 'value', header: text.value, cell: ({ value }) => value },
      ]}
      empty={words.none}
    />
  </ExpandableSection>
);
