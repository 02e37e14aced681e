import { type Input, type Output, useSellingAction } from '../../api/selling.ts';
import { words } from '../../words.ts';
import { type Field, toValues } from '../field-list.tsx';
import { notify } from '../notices.tsx';
import { SmallForm } from '../small-form.tsx';
import type { Context } from './contexts.ts';
import { interactionFields, leadCustomerFields, projectFields, qualificationField } from './fields.ts';

const text = words.contexts;

/** What is changed of a context. */
export type ContextChange = 'qualification' | 'interaction' | 'customer' | 'project';

interface Change {
  title: string;
  description?: string;
  fields: readonly Field[];
}

const CHANGES: Readonly<Record<ContextChange, Change>> = {
  qualification: { title: text.qualify, description: text.qualifyHelp, fields: [qualificationField] },
  interaction: {
    title: text.addInteraction,
    description: text.addInteractionHelp,
    fields: interactionFields('Interaction'),
  },
  customer: { title: text.editCustomer, fields: leadCustomerFields },
  project: { title: text.editProject, fields: projectFields },
};

type Payload = Input<'UpdateEngagementContext'>['Payload'];

/**
 * The payload of the update. The API requires the customer of a lead with every update, and replaces it whole; what else is
 * left out of a lead stays. AWS docs: API_UpdateLeadContext.
 */
const payloadOf = (context: Context, document: Record<string, unknown>): Payload => {
  const given = (document.Payload ?? {}) as { Lead?: object; CustomerProject?: object };
  if (context.Type !== 'Lead') return { CustomerProject: given.CustomerProject ?? {} } as Payload;
  return { Lead: { Customer: context.Payload?.Lead?.Customer, ...given.Lead } } as Payload;
};

/** A form that changes a context of an engagement with UpdateEngagementContext. */
export const UpdateContext = ({
  engagement,
  context,
  change,
  onDone,
}: {
  engagement: Output<'GetEngagement'>;
  context: Context;
  change: ContextChange;
  onDone: () => void;
}) => {
  const update = useSellingAction('UpdateEngagementContext');
  const { title, description, fields } = CHANGES[change];
  return (
    <SmallForm
      title={title}
      {...(description !== undefined && { description })}
      fields={fields}
      // A new interaction starts empty; everything else with what there is.
      initial={change === 'interaction' ? {} : toValues(context, fields)}
      submit={words.actions.save}
      isBusy={update.isPending}
      error={update.error}
      onCancel={onDone}
      onSubmit={(document) =>
        update.mutate(
          {
            EngagementIdentifier: engagement.Id ?? '',
            ContextIdentifier: context.Id ?? '',
            EngagementLastModifiedAt: engagement.ModifiedAt ?? '',
            Type: context.Type,
            Payload: payloadOf(context, document),
          },
          {
            onSuccess: () => {
              notify({ type: 'success', content: text.saved });
              onDone();
            },
          },
        )
      }
    />
  );
};
