import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { isFault } from '../../api/fault.ts';
import { words } from '../../words.ts';
import { FaultBox } from '../fault-box.tsx';
import { useFormContext } from './form-context.ts';
import { faultInWords } from './formats.ts';
import { trailOf } from './labels.ts';

/** Every fault, above the form: each leads to its field, and those of no field stand here only. */
export const FaultList = ({ onSendAnyway }: { onSendAnyway: () => void }) => {
  const { faults, error, focusOn } = useFormContext();
  if (faults.length === 0) return error ? <FaultBox error={error} /> : null;
  const fault = isFault(error) ? error : undefined;
  return (
    <Alert
      type="error"
      header={words.schemaForm.faults.title(faults.length)}
      action={
        !fault && (
          <Button formAction="none" onClick={onSendAnyway}>
            {words.schemaForm.faults.sendAnyway}
          </Button>
        )
      }
    >
      <SpaceBetween size="xs">
        <div>{fault ? words.schemaForm.faults.refused : words.schemaForm.faults.early}</div>
        <ul className="fault-fields">
          {faults.map((one) => (
            <li key={`${one.path ?? one.FieldName}/${one.Code}/${one.Message}`}>
              {one.path !== undefined ? (
                <Link
                  href="#"
                  onFollow={(event) => {
                    event.preventDefault();
                    focusOn(one.path ?? '');
                  }}
                >
                  {trailOf(one.path)}
                </Link>
              ) : (
                one.FieldName && <strong>{one.FieldName}</strong>
              )}
              {(one.path ?? one.FieldName) && ': '}
              {faultInWords(one)}
            </li>
          ))}
        </ul>
        {fault && (
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
