import { type Input, useSellingAction } from '../../api/selling.ts';
import { words } from '../../words.ts';
import { notify } from '../notices.tsx';
import { SmallForm } from '../small-form.tsx';
import { useToken } from '../use-token.ts';
import { interactionFields, leadCustomerFields, projectFields, qualificationField } from './fields.ts';

const text = words.contexts;
type Payload = Input<'CreateEngagementContext'>['Payload'];

const FIELDS = {
  CustomerProject: projectFields,
  Lead: [
    ...leadCustomerFields,
    { ...qualificationField, isRequired: false },
    ...interactionFields('Interactions'),
  ],
};

/** A lead has a list of interactions; the form makes one. */
const payloadOf = (type: keyof typeof FIELDS, document: Record<string, unknown>): Payload => {
  const given = (document.Payload ?? {}) as { Lead?: { Interactions?: object }; CustomerProject?: object };
  if (type === 'CustomerProject') return { CustomerProject: given.CustomerProject ?? {} } as Payload;
  const { Interactions, ...lead } = given.Lead ?? {};
  return { Lead: { ...lead, Interactions: [Interactions ?? {}] } } as Payload;
};

/** A form that adds a context to an engagement with CreateEngagementContext. */
export const CreateContext = ({
  engagementId,
  type,
  onDone,
}: {
  engagementId: string;
  type: keyof typeof FIELDS;
  onDone: () => void;
}) => {
  const create = useSellingAction('CreateEngagementContext');
  const token = useToken();
  return (
    <SmallForm
      title={type === 'Lead' ? text.addLead : text.addProject}
      description={text.addHelp}
      fields={FIELDS[type]}
      initial={{}}
      submit={text.add}
      isBusy={create.isPending}
      error={create.error}
      onCancel={onDone}
      onSubmit={(document) => {
        const input = {
          EngagementIdentifier: engagementId,
          Type: type,
          Payload: payloadOf(type, document),
        };
        create.mutate(
          { ...input, ClientToken: token(input) },
          {
            onSuccess: () => {
              notify({ type: 'success', content: text.saved });
              onDone();
            },
          },
        );
      }}
    />
  );
};
