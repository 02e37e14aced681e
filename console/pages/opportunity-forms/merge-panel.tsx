import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Icon from '@cloudscape-design/components/icon';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useState } from 'react';
import { isNothing, isSame } from '../../../src/rules/opportunities/members.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { trailOf } from '../../parts/form/labels.ts';
import { words } from '../../words.ts';
import type { Change } from './merge.ts';

const text = words.opportunityForms.conflict;

const inWords = (value: unknown): string => {
  if (isNothing(value)) return words.none;
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  return typeof value === 'object'
    ? Object.values(value as object)
        .map(inWords)
        .join(' ')
    : String(value);
};

/** What changed on the server while the form was filled in, member by member, and whose stays. */
export const MergePanel = ({
  changes,
  onMerge,
}: {
  changes: readonly Change[];
  onMerge: (keepsMine: (path: string) => boolean) => void;
}) => {
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const choose = (path: string, isMine: boolean) =>
    setTheirs((before) => new Set(isMine ? [...before].filter((one) => one !== path) : [...before, path]));
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={changes.length === 0 ? text.nothing : text.text}
          actions={
            <Button formAction="none" onClick={() => onMerge((path) => !theirs.has(path))}>
              {text.merge}
            </Button>
          }
        >
          <Icon name="status-warning" variant="warning" size="inherit" /> {text.title}
        </Header>
      }
    >
      {changes.length > 0 && (
        <DataTable
          label={text.title}
          variant="embedded"
          wrapLines
          items={changes}
          keyOf={({ path }) => path}
          empty={null}
          columns={[
            {
              id: 'member',
              width: 180,
              header: text.member,
              isRowHeader: true,
              cell: ({ path }) => trailOf(path),
            },
            { id: 'was', width: 170, header: text.was, cell: ({ was }) => inWords(was) },
            { id: 'theirs', width: 170, header: text.theirs, cell: (change) => inWords(change.theirs) },
            {
              id: 'mine',
              width: 150,
              header: text.mine,
              cell: ({ was, mine }) => (isSame(was, mine) ? words.none : inWords(mine)),
            },
            {
              id: 'stays',
              header: text.stays,
              width: 240,
              cell: ({ path, isConflict, theirs: value, mine }) =>
                isConflict ? (
                  <SegmentedControl
                    label={text.choose(trailOf(path))}
                    selectedId={theirs.has(path) ? 'theirs' : 'mine'}
                    options={[
                      { id: 'mine', text: text.keepMine },
                      { id: 'theirs', text: text.keepTheirs },
                    ]}
                    onChange={({ detail }) => choose(path, detail.selectedId === 'mine')}
                  />
                ) : isSame(value, mine) ? (
                  text.same
                ) : (
                  text.taken
                ),
            },
          ]}
        />
      )}
    </Container>
  );
};
