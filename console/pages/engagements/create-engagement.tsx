import { useNavigate } from 'react-router';
import { useSellingAction } from '../../api/selling.ts';
import type { Field } from '../../parts/field-list.tsx';
import { SmallForm } from '../../parts/small-form.tsx';
import { useTo } from '../../parts/use-to.ts';
import { useToken } from '../../parts/use-token.ts';
import { words } from '../../words.ts';

const text = words.engagements;

const FIELDS: readonly Field[] = [
  { path: 'Title', label: text.name, isRequired: true, hint: text.titleHint },
  {
    path: 'Description',
    label: text.descriptionOf,
    kind: 'area',
    isRequired: true,
    hint: text.descriptionHint,
  },
];

/** A form that creates an engagement of one's own; partners are invited to it afterwards. */
export const CreateEngagement = ({ onDone }: { onDone: () => void }) => {
  const create = useSellingAction('CreateEngagement');
  const token = useToken();
  const to = useTo();
  const navigate = useNavigate();
  return (
    <SmallForm
      title={text.create}
      description={text.createHelp}
      fields={FIELDS}
      initial={{}}
      submit={words.engagements.create}
      isBusy={create.isPending}
      error={create.error}
      onCancel={onDone}
      onSubmit={({ Title = '', Description = '' }) => {
        const input = { Title: String(Title), Description: String(Description) };
        create.mutate(
          { ...input, ClientToken: token(input) },
          { onSuccess: ({ Id }) => void navigate(to('engagements', Id ?? '')) },
        );
      }}
    />
  );
};
