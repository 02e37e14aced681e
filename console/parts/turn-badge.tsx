import Badge from '@cloudscape-design/components/badge';
import { words } from '../words.ts';
import type { Progress } from './opportunity-rules.ts';
import { type Turn, turnOf } from './turn.ts';

const COLORS: Readonly<Record<Turn, 'severity-medium' | 'blue' | 'grey'>> = {
  mine: 'severity-medium',
  aws: 'blue',
  nobody: 'grey',
};

/** Whose turn it is on an opportunity. */
export const TurnBadge = ({ of }: { of: Progress }) => {
  const turn = turnOf(of);
  return <Badge color={COLORS[turn]}>{words.turns[turn]}</Badge>;
};
