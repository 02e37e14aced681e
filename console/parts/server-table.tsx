import CollectionPreferences from '@cloudscape-design/components/collection-preferences';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import PropertyFilter from '@cloudscape-design/components/property-filter';
import type { ReactNode } from 'react';
import { words } from '../words.ts';
import { type Column, DataTable, type Selection } from './data-table.tsx';
import { FaultBox } from './fault-box.tsx';
import { type ListState, useListAddress } from './list-address.ts';
import { useStored } from './use-stored.ts';

/** A property that the server filters by. */
export interface FilterProperty {
  key: string;
  label: string;
  /** The closed list of its values; absent if any text is allowed. */
  options?: readonly { value: string; label?: string }[];
  /** Whether the server takes one value of it only: a second one replaces the first. */
  isSingle?: boolean;
}

/** Which page of a list is wanted. */
export type PageState = ListState & { pageSize: number };

/** One page of a list, as a query reads it. */
export interface ListPage<Item> {
  data: { items: readonly Item[]; nextToken?: string | null | undefined; note?: string } | undefined;
  error: unknown;
  isFetching: boolean;
  refetch: () => unknown;
}

export interface ServerTableProps<Item> {
  /** A name for the stored preferences. */
  name: string;
  label: string;
  description?: ReactNode;
  actions?: ReactNode;
  columns: readonly Column<Item>[];
  filters?: readonly FilterProperty[];
  keyOf: (item: Item) => string;
  /** Reads the page that a state asks for: a hook, e.g. made of `useSelling`. */
  usePage: (state: PageState) => ListPage<Item>;
  initialSorting?: ListState['sorting'];
  /** What to do next if there is nothing at all. */
  empty: ReactNode;
  selection?: Selection<Item>;
  variant?: 'container' | 'full-page' | 'embedded' | 'borderless';
  sticky?: { first?: number; last?: number };
  /** Whether long texts go over several lines. Default they are cut. */
  wrapLines?: boolean;
}

const PAGE_SIZES = [10, 20, 50, 100];

/** The values of a property that the conditions name, or undefined if they do not: as the API's filters want them. */
export const valuesOf = (state: ListState, property: string): string[] | undefined => {
  const values = state.conditions
    .filter((condition) => condition.property === property)
    .map(({ value }) => value);
  return values.length > 0 ? values : undefined;
};

/** The last value of a property that the conditions name, for a filter that takes one. */
export const singleValueOf = (state: ListState, property: string): string | undefined =>
  valuesOf(state, property)?.at(-1);

/** A list of the server: filter, sort and page are the server's and stand in the address. One call per page. */
export const ServerTable = <Item,>({
  usePage,
  filters = [],
  name,
  initialSorting,
  ...props
}: ServerTableProps<Item>) => {
  const { state, tokens, go } = useListAddress(initialSorting);
  const [preferences, setPreferences] = useStored(`table.${name}`, {
    pageSize: 20,
    hidden: [] as string[],
  });
  const page = usePage({ ...state, pageSize: preferences.pageSize });
  const nextToken = page.data?.nextToken ?? undefined;
  const visible = props.columns.map(({ id }) => id).filter((id) => !preferences.hidden.includes(id));
  const toPage = (asked: number) => {
    const { token: _, ...first } = state;
    if (asked <= 1) return go({ ...first, page: 1 });
    const token = asked === state.page + 1 ? nextToken : tokens[asked - 1];
    const known = [...tokens];
    known[asked - 1] = token;
    if (token) go({ ...state, token, page: asked }, known);
  };
  return (
    <DataTable
      {...props}
      items={page.data?.items ?? []}
      note={page.data?.note}
      isLoading={page.data === undefined && !page.error}
      visibleColumns={visible}
      empty={
        page.error ? (
          <FaultBox error={page.error} onRetry={() => void page.refetch()} />
        ) : state.conditions.length > 0 ? (
          words.table.noMatch
        ) : (
          props.empty
        )
      }
      header={
        <Header variant="h2" description={props.description} actions={props.actions}>
          {props.label}
        </Header>
      }
      {...(state.sorting && { sorting: state.sorting })}
      onSort={(sorting) => go({ conditions: state.conditions, sorting })}
      filter={
        filters.length > 0 && (
          <Filter
            filters={filters}
            state={state}
            onChange={(conditions) => go({ conditions, ...(state.sorting && { sorting: state.sorting }) })}
          />
        )
      }
      pagination={
        <Pagination
          currentPageIndex={state.page}
          pagesCount={nextToken ? state.page + 1 : state.page}
          openEnd={nextToken !== undefined}
          onChange={({ detail }) => toPage(detail.currentPageIndex)}
          ariaLabels={words.table.pages}
        />
      }
      preferences={
        <CollectionPreferences
          title={words.table.preferences}
          confirmLabel={words.actions.save}
          cancelLabel={words.actions.cancel}
          preferences={{ pageSize: preferences.pageSize, visibleContent: visible }}
          pageSizePreference={{
            title: words.table.pageSize,
            options: PAGE_SIZES.map((value) => ({ value, label: String(value) })),
          }}
          visibleContentPreference={{
            title: words.table.columns,
            options: [{ label: '', options: props.columns.map(({ id, header }) => ({ id, label: header })) }],
          }}
          onConfirm={({ detail }) =>
            setPreferences({
              pageSize: detail.pageSize ?? preferences.pageSize,
              hidden: props.columns.map(({ id }) => id).filter((id) => !detail.visibleContent?.includes(id)),
            })
          }
        />
      }
    />
  );
};

/** The property filter. Conditions of one property are alternatives, as the API's lists of values are. */
const Filter = ({
  filters,
  state,
  onChange,
}: {
  filters: readonly FilterProperty[];
  state: ListState;
  onChange: (conditions: ListState['conditions']) => void;
}) => (
  <PropertyFilter
    query={{
      operation: 'and',
      tokens: state.conditions.map(({ property, value }) => ({
        propertyKey: property,
        operator: '=',
        value,
      })),
    }}
    filteringProperties={filters.map(({ key, label }) => ({
      key,
      propertyLabel: label,
      groupValuesLabel: label,
      operators: ['='],
    }))}
    filteringOptions={filters.flatMap(({ key, options = [] }) =>
      options.map(({ value, label }) => ({ propertyKey: key, value, label: label ?? value })),
    )}
    hideOperations
    disableFreeTextFiltering
    filteringPlaceholder={words.table.filter}
    filteringAriaLabel={words.table.filter}
    onChange={({ detail }) =>
      onChange(
        withoutReplaced(
          detail.tokens.flatMap(({ propertyKey, value }) =>
            propertyKey ? [{ property: propertyKey, value: String(value) }] : [],
          ),
          filters,
        ),
      )
    }
  />
);

const withoutReplaced = (
  conditions: ListState['conditions'],
  filters: readonly FilterProperty[],
): ListState['conditions'] =>
  conditions.filter(({ property }, at) => {
    const isSingle = filters.find(({ key }) => key === property)?.isSingle ?? false;
    return !isSingle || !conditions.slice(at + 1).some((later) => later.property === property);
  });
