import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { ReactNode } from 'react';
import { Loaded } from '../../parts/loaded.tsx';
import { PageLink } from '../../parts/page-link.tsx';

/** A box of Home: a short list, what is said if it is empty, and the way to all of it. */
export const ItemList = <Item,>({
  title,
  query,
  keyOf,
  row,
  empty,
  all,
}: {
  title: string;
  query: {
    data: { items: readonly Item[]; hasMore: boolean } | undefined;
    error: unknown;
    refetch: () => unknown;
  };
  keyOf: (item: Item) => string;
  row: (item: Item) => ReactNode;
  empty: ReactNode;
  /** The page with all of them. */
  all: { text: string; to: string };
}) => (
  <Container
    fitHeight
    header={
      <Header
        variant="h2"
        actions={<PageLink to={all.to}>{all.text}</PageLink>}
        counter={query.data ? `(${query.data.items.length}${query.data.hasMore ? '+' : ''})` : ''}
      >
        {title}
      </Header>
    }
  >
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <Box color="text-body-secondary">{empty}</Box>
        ) : (
          <ul className="home-list" aria-label={title}>
            {items.map((item) => (
              <li key={keyOf(item)}>{row(item)}</li>
            ))}
          </ul>
        )
      }
    </Loaded>
  </Container>
);

/** A row: what it is, what is said of it, and what stands at the end. */
export const ItemRow = ({
  title,
  detail,
  end,
}: {
  title: ReactNode;
  detail?: ReactNode;
  end?: ReactNode;
}) => (
  <div className="home-row">
    <div>
      <div>{title}</div>
      {detail && <Box variant="small">{detail}</Box>}
    </div>
    {end && <div className="home-row-end">{end}</div>}
  </div>
);
