/** Of forms and tables on any page. */

export const form = {
  optional: 'optional',
  required: 'Fill this in.',
  number: 'This has to be a number.',
  json: (why: string) => `This is no JSON: ${why}`,
  asJson: 'As JSON.',
  preset: (value: string) => `Without it: ${value}.`,
  choose: 'Choose',
  nothing: 'Not set',
  day: 'YYYY-MM-DD',
  use: (typed: string) => `Use “${typed}”`,
  noSuggestion: 'No suggestion',
};

export const table = {
  filter: 'Filter by property',
  noMatch: 'Nothing matches this filter. Remove a condition to see more.',
  all: 'Select all',
  resize: 'Resize the column',
  pageSize: 'Rows per page',
  columns: 'Columns',
  preferences: 'Preferences',
  pages: {
    nextPageLabel: 'Next page',
    previousPageLabel: 'Previous page',
    pageLabel: (number: number) => `Page ${number}`,
  },
};
