import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useNavigate } from 'react-router';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';

const { views } = words.opportunities;

/** Switches between the list and the board. */
export const ViewSwitch = ({ shown }: { shown: 'list' | 'board' }) => {
  const navigate = useNavigate();
  const to = useTo();
  return (
    <SegmentedControl
      label={views.label}
      selectedId={shown}
      options={[
        { id: 'list', text: views.list },
        { id: 'board', text: views.board },
      ]}
      onChange={({ detail }) =>
        void navigate(detail.selectedId === 'board' ? to('opportunities', 'board') : to('opportunities'))
      }
    />
  );
};
