import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { operator, useOperator } from '../../api/operator.ts';
import { useSession } from '../../api/session.ts';
import { useAct } from '../../parts/use-act.ts';
import { words } from '../../words.ts';

const text = words.events;

/** Throws an Error if the event is no longer there. */
const replay = async (body: { account: string; target: string; from: number }) => {
  const answer = await operator.POST('/_cosell/events/replay', { body });
  if (answer.data?.gone && answer.data.replayed === 0) throw new Error(text.notReplayed);
  return answer;
};

/** Delivers an event again, to a target of its account. For operators. */
export const Replay = ({ account, sequence }: { account: string; sequence: number }) => {
  const isAccounts = useSession().account !== undefined;
  const targets = useOperator(
    'targets',
    { account },
    (query, signal) => operator.GET('/_cosell/targets', { params: { query }, signal }),
    { enabled: !isAccounts },
  );
  const [chosen, setChosen] = useState<string>();
  const { act, busy } = useAct();
  if (isAccounts) return null;
  const options = (targets.data?.targets ?? []).map(({ id }) => ({ value: id, label: id }));
  const target = chosen ?? options[0]?.value;
  if (target === undefined) return <div>{text.noTargets}</div>;
  return (
    <FormField label={text.replayTo} description={text.replayHelp}>
      <SpaceBetween direction="horizontal" size="xs">
        <Select
          selectedOption={{ value: target, label: target }}
          options={options}
          onChange={({ detail }) => setChosen(detail.selectedOption.value)}
        />
        <Button
          loading={busy === 'replay'}
          onClick={() => act('replay', () => replay({ account, target, from: sequence }), text.replayed)}
        >
          {text.replay}
        </Button>
      </SpaceBetween>
    </FormField>
  );
};
