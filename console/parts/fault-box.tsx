import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { isFault, isUnreachable } from '../api/fault.ts';
import { words } from '../words.ts';

/** Tells an error: what happened, every fault with its member, and a button that tries again. */
export const FaultBox = ({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) => {
  const fault = isFault(error) ? error : undefined;
  return (
    <Alert
      type="error"
      header={
        isUnreachable(error)
          ? words.fault.unreachable
          : (fault && words.fault.names[fault.name]) || words.fault.refused
      }
      action={onRetry && <Button onClick={onRetry}>{words.fault.retry}</Button>}
    >
      <SpaceBetween size="xs">
        <div>{error instanceof Error ? error.message : String(error)}</div>
        {fault && fault.fields.length > 0 && (
          <ul className="fault-fields">
            {fault.fields.map((field) => (
              <li key={`${field.FieldName}/${field.Code}/${field.Message}`}>
                {field.FieldName && <strong>{field.FieldName}: </strong>}
                {field.Message} <Box variant="small">{field.Code}</Box>
              </li>
            ))}
          </ul>
        )}
        {fault && fault.status > 0 && (
          <Box variant="small">
            {[fault.name, fault.reason, fault.requestId && words.fault.request(fault.requestId)]
              .filter(Boolean)
              .join(' · ')}
          </Box>
        )}
      </SpaceBetween>
    </Alert>
  );
};
