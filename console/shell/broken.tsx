import { useRouteError } from 'react-router';
import { FaultBox } from '../parts/fault-box.tsx';
import { Page } from '../parts/page.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { useTo } from '../parts/use-to.ts';
import { words } from '../words.ts';

/** What stands there if a page's code throws. */
export const Broken = () => {
  const error = useRouteError();
  return (
    <Page title={words.page.broken}>
      <FaultBox error={error} onRetry={() => location.reload()} />
    </Page>
  );
};

/** What stands there if no page has the address. */
export const NotFound = () => {
  const to = useTo();
  return (
    <Page title={words.page.notFound} description={words.page.notFoundNext}>
      <PageLink to={to()}>{words.page.home}</PageLink>
    </Page>
  );
};
