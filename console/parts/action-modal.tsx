import Modal from '@cloudscape-design/components/modal';
import type { ComponentProps } from 'react';
import { words } from '../words.ts';
import { ActionForm } from './action-form/action-form.tsx';

/** An action's form over the page. */
export const ActionModal = ({
  title,
  onClose,
  ...form
}: { title: string; onClose: () => void } & ComponentProps<typeof ActionForm>) => (
  <Modal visible size="medium" header={title} closeAriaLabel={words.actions.close} onDismiss={onClose}>
    <ActionForm
      {...form}
      onCancel={onClose}
      onDone={(answer) => {
        onClose();
        form.onDone?.(answer);
      }}
    />
  </Modal>
);
