import Autosuggest from '@cloudscape-design/components/autosuggest';
import { useSelling } from '../../api/selling.ts';
import type { ControlProps } from '../../parts/form/form-context.ts';
import { words } from '../../words.ts';

const text = words.otherForms;

/** An engagement of the account, found by its title; the id of one beyond the latest hundred can be typed. */
export const EngagementControl = ({ value, isDisabled, isRequired, onChange }: ControlProps) => {
  const { data, isPending } = useSelling('ListEngagements', {
    MaxResults: 100,
    Sort: { SortBy: 'CreatedDate', SortOrder: 'DESCENDING' },
  });
  const options = (data?.EngagementSummaryList ?? []).map(({ Id = '', Title = '' }) => ({
    value: Id,
    label: Id,
    description: Title,
  }));
  return (
    <Autosuggest
      value={typeof value === 'string' ? value : ''}
      options={options}
      placeholder={text.chooseEngagement}
      enteredTextLabel={(entered) => entered}
      statusType={isPending ? 'loading' : 'finished'}
      loadingText={text.loadingEngagements}
      empty={text.noEngagement}
      disabled={isDisabled}
      ariaRequired={isRequired}
      onChange={({ detail }) => onChange(detail.value)}
    />
  );
};
