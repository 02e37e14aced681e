import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { Facts } from '../../parts/facts.tsx';
import { Time } from '../../parts/time.tsx';
import { words } from '../../words.ts';

const { steps } = words.opportunity;

/** Next steps, then what they were before, newest first, in one list. */
export const NextSteps = ({
  title,
  current,
  history,
}: {
  title: string;
  current: string | null | undefined;
  history: readonly { Value?: string; Time?: string }[] | null | undefined;
}) => (
  <Container header={<Header variant="h2">{title}</Header>}>
    <Facts columns={1} facts={[[steps.current, current]]} />
    {history && history.length > 0 && (
      <ul className="timeline">
        {history.map(({ Value = '', Time: at = '' }) => (
          <li key={`${at}/${Value}`}>
            <div>{Value}</div>
            <small>
              {steps.until} <Time at={at} both />
            </small>
          </li>
        ))}
      </ul>
    )}
  </Container>
);
