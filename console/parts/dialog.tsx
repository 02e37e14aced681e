import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { words } from '../words.ts';

/** Asks for something, or whether it shall be done: with a button that does it, and one that does not. */
export const Dialog = ({
  title,
  size = 'medium',
  confirm,
  isBusy = false,
  onConfirm,
  onDismiss,
  children,
}: {
  title: string;
  size?: 'medium' | 'large';
  /** The text of the button that does it. */
  confirm: string;
  isBusy?: boolean;
  onConfirm: () => void;
  onDismiss: () => void;
  children: ReactNode;
}) => (
  <Modal
    visible
    size={size}
    header={title}
    closeAriaLabel={words.actions.close}
    onDismiss={onDismiss}
    footer={
      <Box float="right">
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="link" onClick={onDismiss}>
            {words.actions.cancel}
          </Button>
          <Button variant="primary" loading={isBusy} onClick={onConfirm}>
            {confirm}
          </Button>
        </SpaceBetween>
      </Box>
    }
  >
    {children}
  </Modal>
);
