import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import SpaceBetween from '@cloudscape-design/components/space-between';
import {
  nextStage,
  type StageName,
  stateOfOpportunity,
  whyNotEdited,
} from '../../parts/opportunity-rules.ts';
import { KeyButton } from '../../parts/shortcuts/key-button.tsx';
import { words } from '../../words.ts';
import { type ActionName, menuItems } from './actions.ts';
import type { Target } from './target.ts';

const { actions } = words.opportunity;

/** The one action that comes next in the opportunity's state; undefined if it is not the partner's turn. */
const nextAction = (target: Target): { name: ActionName; text: string } | undefined => {
  switch (stateOfOpportunity(target)) {
    case 'Pending Submission':
      return target.LifeCycle?.Stage === 'Closed Lost' ? undefined : { name: 'submit', text: actions.submit };
    case 'Action Required':
      return { name: 'edit', text: actions.answer };
    case 'Approved': {
      const stage = nextStage(target);
      return stage && { name: `move:${stage}`, text: actions.moveTo(stage) };
    }
    default:
      return undefined;
  }
};

/** The buttons of an opportunity: what comes next as the primary one, all else in a menu. */
export const DetailActions = ({
  target,
  onAct,
  onMove,
}: {
  target: Target;
  onAct: (name: ActionName, target: Target) => void;
  onMove: (target: Target, stage: StageName) => void;
}) => {
  const next = nextAction(target);
  const reason = whyNotEdited(target);
  const act = (name: ActionName) =>
    name.startsWith('move:') ? onMove(target, name.slice('move:'.length) as StageName) : onAct(name, target);
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <ButtonDropdown
        items={menuItems(target, ['open', 'edit', ...(next ? [next.name] : [])])}
        onItemClick={({ detail }) => act(detail.id as ActionName)}
        expandToViewport
        expandableGroups
      >
        {words.actions.more}
      </ButtonDropdown>
      {next?.name !== 'edit' && (
        <KeyButton
          shortcut="e"
          disabled={reason !== undefined}
          {...(reason !== undefined && { disabledReason: reason })}
          onClick={() => act('edit')}
        >
          {actions.edit}
        </KeyButton>
      )}
      {next?.name === 'edit' ? (
        <KeyButton shortcut="e" variant="primary" onClick={() => act('edit')}>
          {next.text}
        </KeyButton>
      ) : (
        next && (
          <Button variant="primary" onClick={() => act(next.name)}>
            {next.text}
          </Button>
        )
      )}
    </SpaceBetween>
  );
};
