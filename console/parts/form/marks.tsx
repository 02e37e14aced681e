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

/** Without a reason it stands elsewhere: above the form, or at the list. */
export const Locked = ({ reason }: { reason: string | undefined }) => (
  <>
    <Icon name="lock-private" size="small" />{' '}
    {reason === undefined ? words.schemaForm.lockedShort : words.schemaForm.locked(reason)}
  </>
);
