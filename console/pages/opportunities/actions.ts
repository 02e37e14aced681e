import type { ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown';
import {
  STAGES,
  type StageName,
  whyBlocked,
  whyNotEdited,
  whyNotMoved,
  whyNotSubmitted,
} from '../../parts/opportunity-rules.ts';
import { words } from '../../words.ts';
import type { Target } from './target.ts';

/** What can be done with an opportunity from wherever it is shown. */
export type ActionName = 'open' | 'edit' | 'submit' | 'assign' | 'clone' | `move:${StageName}`;

const { actions } = words.opportunity;

const item = (id: ActionName, text: string, reason: string | undefined): ButtonDropdownProps.Item => ({
  id,
  text,
  ...(reason !== undefined && { disabled: true, disabledReason: reason }),
});

/** The stages to which the opportunity may move, as items of a menu. */
const moveItems = (target: Target): ButtonDropdownProps.Item[] =>
  STAGES.filter((stage) => stage !== target.LifeCycle?.Stage).map((stage) =>
    item(`move:${stage}`, stage, whyNotMoved(target)),
  );

/** The menu of an opportunity: each action, and for those that its state forbids why. */
export const menuItems = (
  target: Target,
  without: readonly ActionName[] = [],
): ButtonDropdownProps.ItemOrGroup[] => {
  const blocked = whyNotMoved(target);
  const items = [
    item('open', actions.open, undefined),
    item('edit', actions.edit, whyNotEdited(target)),
    item('submit', actions.submit, whyNotSubmitted(target)),
    item('assign', actions.assign, whyBlocked(target)),
    item('clone', actions.clone, undefined),
  ].filter(({ id }) => !without.includes(id as ActionName));
  const move: ButtonDropdownProps.ItemOrGroup =
    blocked === undefined
      ? { id: 'move', text: actions.move, items: moveItems(target) }
      : { id: 'move', text: actions.move, disabled: true, disabledReason: blocked };
  return [...items.slice(0, -1), move, ...items.slice(-1)];
};
