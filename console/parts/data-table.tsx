import Box from '@cloudscape-design/components/box';
import Cards from '@cloudscape-design/components/cards';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { words } from '../words.ts';
import { useRowKeys } from './shortcuts/use-rows.ts';
import { useNarrow } from './use-narrow.ts';

/** A column; the first one is the heading of a card on a narrow window. */
export interface Column<Item> {
  id: string;
  header: string;
  cell: (item: Item) => ReactNode;
  /** The value of the API's `Sort.SortBy`; absent if the API cannot sort by it. */
  sortBy?: string;
  width?: number;
  minWidth?: number;
  isRowHeader?: boolean;
}

/** Which rows are selected. */
export interface Selection<Item> {
  type: 'single' | 'multi';
  items: readonly Item[];
  onChange: (items: Item[]) => void;
}

export interface DataTableProps<Item> {
  /** What it is a table of, for screen readers. */
  label: string;
  items: readonly Item[];
  columns: readonly Column<Item>[];
  keyOf: (item: Item) => string;
  isLoading?: boolean;
  /** What to do next if there is nothing. */
  empty: ReactNode;
  /** What else there is to know of the end of the list, below its last item. */
  note?: ReactNode;
  header?: ReactNode;
  filter?: ReactNode;
  pagination?: ReactNode;
  preferences?: ReactNode;
  sorting?: { by: string; isDescending: boolean };
  onSort?: (sorting: { by: string; isDescending: boolean }) => void;
  /** Inside a container's tab or section, without a frame of its own. */
  variant?: TableProps.Variant;
  selection?: Selection<Item>;
  visibleColumns?: readonly string[];
  /** How many columns stay in sight at the sides while a wide table is scrolled. */
  sticky?: { first?: number; last?: number };
  /** Whether long texts go over several lines. Default they are cut. */
  wrapLines?: boolean;
}

/** A table, or cards on a narrow window. */
export const DataTable = <Item,>(props: DataTableProps<Item>) => {
  const isNarrow = useNarrow();
  useRowKeys();
  const shown = props.visibleColumns
    ? props.columns.filter(({ id }) => props.visibleColumns?.includes(id))
    : props.columns;
  return (
    <div className="rows" data-rows>
      {isNarrow ? <AsCards {...props} columns={shown} /> : <AsTable {...props} columns={shown} />}
      {props.note && (
        <Box textAlign="center" color="text-body-secondary" padding="s">
          {props.note}
        </Box>
      )}
    </div>
  );
};

const emptyBox = (empty: ReactNode) => (
  <Box textAlign="center" color="inherit" padding="s">
    {empty}
  </Box>
);

/** The selection as a table and cards take it. */
const selectionOf = <Item,>(selection: Selection<Item> | undefined) =>
  selection && {
    selectionType: selection.type,
    selectedItems: [...selection.items],
    onSelectionChange: ({ detail }: { detail: { selectedItems: Item[] } }) =>
      selection.onChange(detail.selectedItems),
  };

const AsTable = <Item,>({ sorting, onSort, variant = 'container', ...props }: DataTableProps<Item>) => (
  <Table
    variant={variant}
    items={props.items}
    trackBy={props.keyOf}
    loading={props.isLoading ?? false}
    loadingText={words.page.loading}
    empty={emptyBox(props.empty)}
    header={props.header}
    filter={props.filter}
    pagination={props.pagination}
    preferences={props.preferences}
    wrapLines={props.wrapLines ?? false}
    resizableColumns
    {...(props.sticky && { stickyColumns: props.sticky })}
    {...selectionOf(props.selection)}
    ariaLabels={{
      tableLabel: props.label,
      selectionGroupLabel: props.label,
      itemSelectionLabel: (_, item) => props.keyOf(item),
      allItemsSelectionLabel: () => words.table.all,
      resizerRoleDescription: words.table.resize,
    }}
    columnDefinitions={props.columns.map(({ sortBy, isRowHeader = false, ...column }) => ({
      ...column,
      isRowHeader,
      ...(sortBy !== undefined && { sortingField: sortBy }),
    }))}
    {...(sorting && { sortingColumn: { sortingField: sorting.by }, sortingDescending: sorting.isDescending })}
    onSortingChange={({ detail }) =>
      onSort?.({ by: detail.sortingColumn.sortingField ?? '', isDescending: detail.isDescending ?? false })
    }
  />
);

const AsCards = <Item,>(props: DataTableProps<Item>) => {
  const [first, ...others] = props.columns;
  return (
    <Cards
      items={props.items}
      trackBy={props.keyOf}
      loading={props.isLoading ?? false}
      loadingText={words.page.loading}
      empty={emptyBox(props.empty)}
      header={props.header}
      filter={props.filter}
      pagination={props.pagination}
      {...selectionOf(props.selection)}
      ariaLabels={{
        cardsLabel: props.label,
        selectionGroupLabel: props.label,
        itemSelectionLabel: (_, item) => props.keyOf(item),
      }}
      cardDefinition={{
        header: (item) => <SpaceBetween size="xxs">{first?.cell(item)}</SpaceBetween>,
        sections: others.map(({ id, header, cell }) => ({ id, header, content: cell })),
      }}
    />
  );
};
