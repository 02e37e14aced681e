import Box from '@cloudscape-design/components/box';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { words } from '../../words.ts';
import { type Shortcut, type ShortcutGroup, useAllShortcuts } from './registry.ts';
import { turnShortcuts, useShortcutsOn } from './setting.ts';

const GROUPS: readonly ShortcutGroup[] = ['page', 'everywhere', 'go'];

const nameOf = (key: string): string => words.shortcuts.keys[key] ?? key;

const Keys = ({ keys }: { keys: string }) =>
  keys.split(' ').map((key, at) => (
    <span key={key}>
      {at > 0 && ` ${words.shortcuts.thenKey} `}
      <kbd className="key">{nameOf(key)}</kbd>
    </span>
  ));

const Group = ({ group, shortcuts }: { group: ShortcutGroup; shortcuts: readonly Shortcut[] }) => (
  <section>
    <Box variant="h3">{words.shortcuts.groups[group]}</Box>
    <dl className={group === 'go' ? 'shortcuts shortcuts-go' : 'shortcuts'}>
      {shortcuts.map(({ keys, text }) => (
        <div key={keys}>
          <dt>{text}</dt>
          <dd>
            <Keys keys={keys} />
          </dd>
        </div>
      ))}
    </dl>
  </section>
);

/** Every shortcut that works on this page, and the switch that turns them off. */
export const ShortcutList = ({ onClose }: { onClose: () => void }) => {
  const all = useAllShortcuts();
  const isOn = useShortcutsOn();
  return (
    <Modal visible header={words.shortcuts.title} closeAriaLabel={words.actions.close} onDismiss={onClose}>
      <SpaceBetween size="m">
        <Toggle
          checked={isOn}
          description={words.shortcuts.onHelp}
          onChange={({ detail }) => turnShortcuts(detail.checked)}
        >
          {words.shortcuts.on}
        </Toggle>
        {GROUPS.map((group) => {
          const shortcuts = all.filter((shortcut) => shortcut.group === group);
          return shortcuts.length > 0 && <Group key={group} group={group} shortcuts={shortcuts} />;
        })}
      </SpaceBetween>
    </Modal>
  );
};
