import SpaceBetween from '@cloudscape-design/components/space-between';
import { useCallback, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { STAGES, type StageName } from '../../parts/opportunity-rules.ts';
import { Page } from '../../parts/page.tsx';
import { KeyButton } from '../../parts/shortcuts/key-button.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { BoardColumn, type Moves } from './board-column.tsx';
import { type Summary, type Target, targetOfSummary } from './target.ts';
import { useActions } from './use-actions.tsx';
import { type Loss, useMoveStage } from './use-move-stage.ts';
import { ViewSwitch } from './view-switch.tsx';

const text = words.opportunities;

/** Moves a card at once, and back if the server refuses. */
const useMoves = () => {
  const [moves, setMoves] = useState<Moves>(new Map());
  const moveStage = useMoveStage();
  const move = useCallback(
    (target: Target & { summary?: Summary }, stage: StageName, loss?: Loss) => {
      const { summary } = target;
      if (summary) setMoves((before) => new Map(before).set(target.id, { summary, stage }));
      void moveStage(target, stage, loss).finally(() =>
        setMoves((before) => new Map([...before].filter(([id]) => id !== target.id))),
      );
    },
    [moveStage],
  );
  return { moves, move };
};

/** The opportunities by stage: a card is dragged to another stage, or moved there with its menu. */
export const BoardPage = () => {
  const { moves, move } = useMoves();
  const { act, moveTo, dialog } = useActions(move);
  const [dragged, setDragged] = useState<Summary>();
  const navigate = useNavigate();
  const to = useTo();
  const drop = useMemo(
    () => (stage: StageName) => {
      if (dragged) moveTo(withSummary(dragged), stage);
      setDragged(undefined);
    },
    [dragged, moveTo],
  );
  return (
    <Page
      title={text.boardTitle}
      description={text.boardDescription}
      help={text.help}
      trail={[{ text: text.title, steps: ['opportunities'] }]}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <ViewSwitch shown="board" />
          <KeyButton
            shortcut="n"
            variant="primary"
            onClick={() => void navigate(to('opportunities', 'create'))}
          >
            {text.create}
          </KeyButton>
        </SpaceBetween>
      }
    >
      <div className="board">
        {STAGES.map((stage) => (
          <BoardColumn
            key={stage}
            stage={stage}
            moves={moves}
            dragged={dragged}
            onDrag={setDragged}
            onDrop={drop}
            onAct={(name, summary) => act(name, withSummary(summary))}
          />
        ))}
      </div>
      {dialog}
    </Page>
  );
};

const withSummary = (summary: Summary): Target & { summary: Summary } => ({
  ...targetOfSummary(summary),
  summary,
});
