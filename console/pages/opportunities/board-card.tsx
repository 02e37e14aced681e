import Box from '@cloudscape-design/components/box';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Spinner from '@cloudscape-design/components/spinner';
import { memo } from 'react';
import { ReviewStatus } from '../../parts/badges.tsx';
import { whyNotMoved } from '../../parts/opportunity-rules.ts';
import { PageLink } from '../../parts/page-link.tsx';
import { monthlySpend } from '../../parts/spend.ts';
import { Day } from '../../parts/time.tsx';
import { TurnBadge } from '../../parts/turn-badge.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { type ActionName, menuItems } from './actions.ts';
import { type Summary, targetOfSummary } from './target.ts';

/** An opportunity on the board. One that its state holds in its stage cannot be dragged; its menu says why. */
export const BoardCard = memo(function BoardCard({
  summary,
  isMoving,
  onDrag,
  onAct,
}: {
  summary: Summary;
  isMoving: boolean;
  onDrag: (summary: Summary | undefined) => void;
  onAct: (name: ActionName, summary: Summary) => void;
}) {
  const to = useTo();
  const target = targetOfSummary(summary);
  const isDraggable = !isMoving && whyNotMoved(summary) === undefined;
  return (
    <li
      className={`board-card${isMoving ? ' board-card-moving' : ''}`}
      draggable={isDraggable}
      aria-busy={isMoving}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', target.id);
        onDrag(summary);
      }}
      onDragEnd={() => onDrag(undefined)}
    >
      <div className="board-card-head">
        <PageLink to={to('opportunities', target.id)}>{target.name}</PageLink>
        {isMoving ? (
          <Spinner />
        ) : (
          <ButtonDropdown
            variant="inline-icon"
            expandToViewport
            expandableGroups
            ariaLabel={words.opportunity.actionsOf(target.name)}
            items={menuItems(target)}
            onItemClick={({ detail }) => onAct(detail.id as ActionName, summary)}
          />
        )}
      </div>
      {summary.PartnerOpportunityIdentifier && (
        <Box variant="small" display="block">
          {summary.PartnerOpportunityIdentifier}
        </Box>
      )}
      <Box>{monthlySpend(summary.Project?.ExpectedCustomerSpend)}</Box>
      <Box variant="small" display="block">
        <Day date={summary.LifeCycle?.TargetCloseDate} />
      </Box>
      <div className="board-card-foot">
        <ReviewStatus of={summary.LifeCycle?.ReviewStatus} />
        <TurnBadge of={summary} />
      </div>
    </li>
  );
});
