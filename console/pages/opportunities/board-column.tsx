import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import { useSellingPages } from '../../api/selling.ts';
import { Loaded } from '../../parts/loaded.tsx';
import type { StageName } from '../../parts/opportunity-rules.ts';
import { words } from '../../words.ts';
import type { ActionName } from './actions.ts';
import { BoardCard } from './board-card.tsx';
import type { Summary } from './target.ts';

/** The cards that are on their way to another stage, by id. */
export type Moves = ReadonlyMap<string, { summary: Summary; stage: StageName }>;

const { board } = words.opportunities;
const PAGE_SIZE = 20;

/** The cards that a column shows: those that were read, without those that leave, after those that arrive. */
const shownIn = (stage: StageName, read: readonly Summary[], moves: Moves): readonly Summary[] => {
  const arriving = [...moves.values()].filter((move) => move.stage === stage).map(({ summary }) => summary);
  return [...arriving, ...read.filter(({ Id }) => !moves.has(Id ?? ''))];
};

/** The opportunities of a stage, the last changed first. */
export const BoardColumn = ({
  stage,
  moves,
  dragged,
  onDrag,
  onDrop,
  onAct,
}: {
  stage: StageName;
  moves: Moves;
  dragged: Summary | undefined;
  onDrag: (summary: Summary | undefined) => void;
  onDrop: (stage: StageName) => void;
  onAct: (name: ActionName, summary: Summary) => void;
}) => {
  const query = useSellingPages('ListOpportunities', {
    LifeCycleStage: [stage],
    MaxResults: PAGE_SIZE,
  });
  const [isOver, setOver] = useState(false);
  const mayDrop = dragged !== undefined && dragged.LifeCycle?.Stage !== stage;
  const read = query.data?.pages.flatMap(({ OpportunitySummaries }) => OpportunitySummaries ?? []);
  const cards = shownIn(stage, read ?? [], moves);
  return (
    <section
      className={`board-column${mayDrop ? ' board-column-open' : ''}${mayDrop && isOver ? ' board-column-over' : ''}`}
      aria-label={stage}
      onDragOver={(event) => {
        if (!mayDrop) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onDrop(stage);
      }}
    >
      <Box variant="h3" tagOverride="h2" padding={{ bottom: 'xs' }}>
        {stage} <span className="board-count">{board.count(cards.length, query.hasNextPage)}</span>
      </Box>
      <Loaded query={{ ...query, data: read }}>
        {() =>
          cards.length > 0 ? (
            <ul className="board-cards">
              {cards.map((summary) => (
                <BoardCard
                  key={summary.Id}
                  summary={summary}
                  isMoving={moves.has(summary.Id ?? '')}
                  onDrag={onDrag}
                  onAct={onAct}
                />
              ))}
            </ul>
          ) : (
            <Box color="text-status-inactive" padding={{ vertical: 's' }}>
              {board.empty}
            </Box>
          )
        }
      </Loaded>
      {query.hasNextPage && (
        <Button
          fullWidth
          loading={query.isFetchingNextPage}
          ariaLabel={board.moreOf(stage)}
          onClick={() => void query.fetchNextPage()}
        >
          {board.more}
        </Button>
      )}
    </section>
  );
};
