/** Keys that act. */
export const shortcuts = {
  title: 'Keyboard shortcuts',
  on: 'Use shortcuts',
  onHelp: 'Turn them off if keys act that you did not mean, e.g. with speech input. Kept in this browser.',
  show: 'Show the keyboard shortcuts',
  menu: 'Keyboard shortcuts …',
  search: 'Search',
  close: 'Close a dialog, the help or the latest notice',
  next: 'Next row; Enter opens it',
  previous: 'Previous row',
  thenKey: 'then',
  groups: { page: 'On this page', everywhere: 'Everywhere', go: 'Go to' },
  /** Names of keys that are no sign. */
  keys: { Escape: 'Esc' } as Readonly<Record<string, string>>,
};
