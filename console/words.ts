/**
 * Every word that the console shows, in plain English, by the page where it stands: a file of `words/` each. What comes from the
 * API (names of members, values of closed lists, messages of errors) is not here.
 */

import { actions, copy, fault, json, money, none, page, states, time, timeline } from './words/common.ts';
import { contexts } from './words/contexts.ts';
import { form, table } from './words/controls.ts';
import { docs } from './words/docs.ts';
import { engagements } from './words/engagements.ts';
import { events } from './words/events.ts';
import { home, news } from './words/home.ts';
import { invitation, invitations } from './words/invitations.ts';
import { leads } from './words/leads.ts';
import { operator } from './words/operator/index.ts';
import { opportunities, turns } from './words/opportunities.ts';
import { opportunity } from './words/opportunity.ts';
import { opportunityForms } from './words/opportunity-forms.ts';
import { otherForms } from './words/other-forms.ts';
import { requests } from './words/requests.ts';
import { schemaForm } from './words/schema-form.ts';
import { picker, shell, signIn } from './words/shell.ts';
import { shortcuts } from './words/shortcuts.ts';
import { task } from './words/task.ts';
import { tasks } from './words/tasks.ts';

export const words = {
  none,
  actions,
  page,
  fault,
  copy,
  time,
  json,
  money,
  form,
  table,
  timeline,
  states,
  shell,
  signIn,
  picker,
  schemaForm,
  contexts,
  docs,
  events,
  engagements,
  home,
  leads,
  operator,
  invitation,
  invitations,
  news,
  opportunityForms,
  otherForms,
  opportunities,
  opportunity,
  requests,
  shortcuts,
  task,
  tasks,
  turns,
};
