import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import { useShortcut } from './registry.ts';

/** A button that a key presses too, as long as it is enabled. A screen reader tells the key with the button. */
export const KeyButton = ({
  shortcut,
  children,
  onClick,
  ...button
}: Omit<ButtonProps, 'onClick' | 'children' | 'href' | 'onFollow'> & {
  shortcut: string;
  children: string;
  onClick: () => void;
}) => {
  const isEnabled = !button.disabled && !button.loading;
  useShortcut(isEnabled ? { keys: shortcut, text: children, group: 'page', run: onClick } : undefined);
  return (
    <Button {...button} onClick={onClick} nativeButtonAttributes={{ 'aria-keyshortcuts': shortcut }}>
      {children}
    </Button>
  );
};
