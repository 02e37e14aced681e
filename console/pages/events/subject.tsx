import { catalogOf, type Envelope } from '../../api/event-envelope.ts';
import { usePlace } from '../../api/place.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { words } from '../../words.ts';
import { subjectOf } from './subject-of.ts';

/** A link to what an event is about, in the account that got it. */
export const Subject = ({ of: envelope }: { of: Envelope }) => {
  const { catalog } = usePlace();
  const subject = subjectOf(envelope);
  if (!subject) return words.none;
  if (!subject.steps) return <CopyId id={subject.id} />;
  const [page, id] = subject.steps;
  return (
    <PageLink to={`/${envelope.account}/${catalogOf(envelope) ?? catalog}/${page}/${id}`}>{id}</PageLink>
  );
};
