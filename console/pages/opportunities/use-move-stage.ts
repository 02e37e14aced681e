import type { ClosedLostReason } from '@aws-sdk/client-partnercentral-selling';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { isFault } from '../../api/fault.ts';
import { usePlace } from '../../api/place.ts';
import { callSelling } from '../../api/selling.ts';
import { notify } from '../../parts/notices.tsx';
import type { StageName } from '../../parts/opportunity-rules.ts';
import { asUpdate } from '../../parts/opportunity-update.ts';
import { words } from '../../words.ts';
import type { Target } from './target.ts';

/** What a lost opportunity needs. */
export interface Loss {
  reason: ClosedLostReason;
}

const { moved } = words.opportunity;

const tellFailure = (error: unknown, target: Target, stage: StageName): void => {
  const fault = isFault(error) ? error : undefined;
  const messages = fault && fault.fields.length > 0 ? fault.fields.map(({ Message }) => Message) : undefined;
  const isConflict = fault?.name === 'ConflictException';
  notify({
    type: 'error',
    header: moved.failed(target.name, stage),
    content: isConflict
      ? moved.conflict
      : (messages?.join(' ') ?? (error instanceof Error ? error.message : String(error))),
  });
};

/**
 * Returns a function that moves an opportunity to a stage: it reads the opportunity, since an update replaces all of it, and
 * sends it back with the new stage and the time at which it was read. Tells how it went; resolves with whether it moved.
 */
export const useMoveStage = () => {
  const { account, catalog } = usePlace();
  const queries = useQueryClient();
  return useCallback(
    async (target: Target, stage: StageName, loss?: Loss): Promise<boolean> => {
      const place = { account, catalog };
      let isMoved = false;
      try {
        const current = await callSelling(place, 'GetOpportunity', { Identifier: target.id });
        const update = asUpdate(current);
        const { ClosedLostReason: _, ...life } = update.LifeCycle ?? {};
        await callSelling(place, 'UpdateOpportunity', {
          ...update,
          LifeCycle: { ...life, Stage: stage, ...(loss && { ClosedLostReason: loss.reason }) },
        });
        isMoved = true;
        notify({ type: 'success', content: moved.done(target.name, stage) });
      } catch (error) {
        tellFailure(error, target, stage);
      }
      await queries.invalidateQueries({ queryKey: ['selling', account] });
      return isMoved;
    },
    [account, catalog, queries],
  );
};
