/** The words of the list and the board of opportunities. */
export const opportunities = {
  title: 'Opportunities',
  description: 'Whose turn is it, and what closes next.',
  list: 'Opportunities',
  boardTitle: 'Board',
  boardDescription: 'Drag an approved opportunity to another stage, or move it with its menu.',
  create: 'Create opportunity',
  empty: 'There are no opportunities yet. Create one, or accept an invitation of AWS.',
  views: { label: 'View', list: 'List', board: 'Board' },
  help: {
    title: 'Opportunities',
    content:
      'An opportunity is yours until you submit it. AWS then reviews it: it approves it, rejects it, or asks you for something (Action Required). Only an approved opportunity moves from stage to stage, until it is launched or lost.',
    sources: [
      {
        text: 'Working with your opportunities',
        href: 'https://docs.aws.amazon.com/partner-central/latest/APIReference/working-with-your-opportunities.html',
      },
      {
        text: 'Working with opportunity updates',
        href: 'https://docs.aws.amazon.com/partner-central/latest/APIReference/working-with-opportunity-updates.html',
      },
    ],
  },
  columns: {
    company: 'Customer',
    review: 'Review',
    stage: 'Stage',
    spend: 'Expected spend',
    closes: 'Closes',
    changed: 'Last change',
    id: 'Id',
    menu: 'Actions',
  },
  filters: {
    company: 'Customer',
    review: 'Review status',
    stage: 'Stage',
    closesBefore: 'Closes before',
    closesAfter: 'Closes after',
    id: 'Id',
    inDays: (days: number, day: string) => (days === 0 ? `today (${day})` : `in ${days} days (${day})`),
  },
  board: {
    count: (count: number, isMore: boolean) => `${count}${isMore ? '+' : ''}`,
    empty: 'Nothing in this stage.',
    more: 'Show more',
    moreOf: (stage: string) => `Show more of ${stage}`,
  },
};

/** Whose turn it is. */
export const turns = { mine: 'Your turn', aws: 'AWS’s turn', nobody: 'Done' };
