import { type ReactNode, useCallback, useState } from 'react';
import { useNavigate } from 'react-router';
import type { StageName } from '../../parts/opportunity-rules.ts';
import { useTo } from '../../parts/use-to.ts';
import type { ActionName } from './actions.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { FINAL_STAGES, MoveDialog } from './move-dialog.tsx';
import { SubmitDialog } from './submit-dialog.tsx';
import type { Target } from './target.ts';
import { type Loss, useMoveStage } from './use-move-stage.ts';

type Move = (target: Target, stage: StageName, loss?: Loss) => void;
type Asked =
  | { kind: 'submit'; target: Target }
  | { kind: 'assign'; target: Target }
  | { kind: 'move'; target: Target; stage: StageName };

/**
 * Does the actions of an opportunity's menu: those that need more open a dialog, which the page shows. A page that shows
 * moves in its own way gives `pageMove`.
 */
export const useActions = (pageMove?: Move) => {
  const moveStage = useMoveStage();
  const move: Move = pageMove ?? moveStage;
  const navigate = useNavigate();
  const to = useTo();
  const [asked, setAsked] = useState<Asked>();
  const close = useCallback(() => setAsked(undefined), []);
  const moveTo = useCallback(
    (target: Target, stage: StageName) => {
      if (FINAL_STAGES.includes(stage)) setAsked({ kind: 'move', target, stage });
      else move(target, stage);
    },
    [move],
  );
  const act = useCallback(
    (name: ActionName, target: Target) => {
      if (name === 'submit' || name === 'assign') setAsked({ kind: name, target });
      else if (name === 'open') void navigate(to('opportunities', target.id));
      else if (name === 'edit') void navigate(to('opportunities', target.id, 'edit'));
      else if (name === 'clone') {
        void navigate(`${to('opportunities', 'create')}?from=${encodeURIComponent(target.id)}`);
      } else moveTo(target, name.slice('move:'.length) as StageName);
    },
    [navigate, to, moveTo],
  );
  return { act, moveTo, dialog: asked && dialogOf(asked, close, move) };
};

const dialogOf = (asked: Asked, close: () => void, move: Move): ReactNode => {
  const { target } = asked;
  if (asked.kind === 'submit') return <SubmitDialog target={target} onDone={close} />;
  if (asked.kind === 'assign') return <AssignDialog target={target} onDone={close} />;
  const { stage } = asked;
  return (
    <MoveDialog
      target={target}
      stage={stage}
      onDismiss={close}
      onConfirm={(loss) => {
        close();
        move(target, stage, loss);
      }}
    />
  );
};
