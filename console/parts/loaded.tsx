import Box from '@cloudscape-design/components/box';
import Spinner from '@cloudscape-design/components/spinner';
import type { ReactNode } from 'react';
import { words } from '../words.ts';
import { FaultBox } from './fault-box.tsx';

/** Shows what a query read; until then that it loads, and if it failed why. Read data stays shown while it is read again. */
export const Loaded = <Data,>({
  query,
  children,
}: {
  query: { data: Data | undefined; error: unknown; refetch: () => unknown };
  children: (data: Data) => ReactNode;
}) => {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <FaultBox error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Box textAlign="center" padding="l" color="text-status-inactive">
      <Spinner /> {words.page.loading}
    </Box>
  );
};
