/** Puts the focus into the field of a member, or into that above it which is shown. */
export const focusField = (frame: HTMLElement, path: string): void => {
  let at = path;
  for (;;) {
    const field = frame.querySelector(`[data-field="${CSS.escape(at)}"]`);
    if (field) {
      // A disabled control takes no focus; the field is shown all the same.
      field.scrollIntoView({ block: 'center' });
      field.querySelector<HTMLElement>('input:enabled, textarea:enabled, button:enabled')?.focus();
      return;
    }
    const above = at.replace(/(\.[^.[\]]+|\[\d+\])$/, '');
    if (above === at) return;
    at = above;
  }
};
