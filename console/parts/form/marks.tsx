import Box from '@cloudscape-design/components/box';
import Icon from '@cloudscape-design/components/icon';
import { words } from '../../words.ts';
import { labelOf } from './labels.ts';

/** What a field's label and notes say of its state. */

export const FieldLabel = ({ path, isRequired }: { path: string; isRequired: boolean }) => (
  <>
    {labelOf(path)}
    {isRequired && (
      <span aria-hidden="true">
        <Box variant="span" color="text-status-error">
          {' *'}
        </Box>
      </span>
    )}
  </>
);

export const ToSubmit = ({ submit }: { submit: 'required' | 'Co-Sell' | undefined }) =>
  submit && (
    <Box variant="small">
      {submit === 'Co-Sell' ? words.schemaForm.toSubmitCoSell : words.schemaForm.toSubmit}
    </Box>
  );

export const Locked = ({ reason }: { reason: string }) => (
  <>
    <Icon name="lock-private" size="small" /> {words.schemaForm.locked(reason)}
  </>
);
