import Box from '@cloudscape-design/components/box';
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import Steps from '@cloudscape-design/components/steps';
import type { ReactNode } from 'react';
import { words } from '../words.ts';
import { Time } from './time.tsx';

/** Something that happened. */
export interface TimelineEntry {
  id: string;
  /** Absent if it is not known when. */
  at: string | null | undefined;
  title: ReactNode;
  details?: ReactNode;
  kind?: StatusIndicatorProps.Type;
}

/** What happened, in the order given; newest first by custom. */
export const Timeline = ({ label, entries }: { label: string; entries: readonly TimelineEntry[] }) => (
  <Steps
    ariaLabel={label}
    steps={entries.map(({ at, title, details, kind = 'info' }) => ({
      status: kind,
      statusIconAriaLabel: words.timeline.kinds[kind] ?? kind,
      header: (
        <Box variant="span" className="timeline-title">
          {title}{' '}
          <Box variant="span" color="text-body-secondary">
            · <Time at={at} both />
          </Box>
        </Box>
      ),
      details,
    }))}
  />
);
