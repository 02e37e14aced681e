import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';

/** What went wrong with a target, over as many lines as it needs. The code before the message is for programs. */
export const Said = ({ error, type = 'error' }: { error: string; type?: StatusIndicatorProps.Type }) => (
  <div className="event-said">
    <StatusIndicator type={type} wrapText>
      {error.replace(/^[A-Z_]+: /, '')}
    </StatusIndicator>
  </div>
);
