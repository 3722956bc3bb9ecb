import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { styled } from '@mui/material/styles';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi, useClient } from '#renderer/data/data-context.tsx';
import { tell } from '#renderer/data/notices.ts';
import { undoBy } from '#renderer/data/undo.ts';
import { querySource } from '#renderer/data/query-source.ts';
import { useAction } from '#renderer/data/use-action.ts';
import { useNow } from '#renderer/data/use-now.ts';
import { FailureWords } from '#renderer/ui/action-dialog.tsx';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { isQuiet, type QuietHours } from '#shared/domain/alert.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { clockMinute, clockText, quietProblem, quietWords, zoneText } from './alert-words.ts';

const Body = styled('div')({
  padding: '12px 16px',
  display: 'grid',
  gap: 10,
  fontSize: 12,
  lineHeight: 1.45,
  overflow: 'auto',
  '& p': { color: tone.text2 },
  '& .always': { color: tone.text, fontWeight: 600 },
  '& form': { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 10, marginTop: 4 },
  '& .buttons': { gridColumn: '1 / 3', display: 'flex', gap: 8 },
  '& .note': { gridColumn: '1 / 3', fontSize: 11, color: tone.text3, minHeight: 16 },
});

const START = { from: '22:00', to: '07:00' };

/** Minutes to add to UTC for this computer's clock now. */
const offsetHere = (): number => -new Date().getTimezoneOffset();

interface QuietFormProps {
  readonly quiet: QuietHours | null;
  readonly pending: boolean;
  readonly onSet: (quiet: QuietHours | null) => void;
}

function QuietForm({ quiet, pending, onSet }: QuietFormProps) {
  const [from, setFrom] = useState(quiet === null ? START.from : clockText(quiet.fromMinute));
  const [to, setTo] = useState(quiet === null ? START.to : clockText(quiet.toMinute));
  const offsetMinutes = offsetHere();
  const problem = quietProblem(from, to);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [fromMinute, toMinute] = [clockMinute(from), clockMinute(to)];
    if (problem !== null || fromMinute === null || toMinute === null) return;
    onSet({ fromMinute, toMinute, offsetMinutes });
  };
  const time = (label: string, value: string, set: (value: string) => void) => (
    <TextField
      size="small"
      label={label}
      value={value}
      onChange={({ target }) => set(target.value)}
      slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 5, autoComplete: 'off', placeholder: '22:00' } }}
    />
  );
  return (
    <form onSubmit={submit} aria-label={say('Quiet hours')}>
      {time(sayAs('range', 'From'), from, setFrom)}
      {time(sayAs('range', 'Until'), to, setTo)}
      <p className="note">{problem ?? say('By this computer’s clock, {zone}.', { zone: zoneText(offsetMinutes) })}</p>
      <div className="buttons">
        <Button type="submit" variant="contained" disabled={problem !== null || pending}>
          {quiet === null ? say('Set quiet hours') : say('Change quiet hours')}
        </Button>
        {quiet !== null && (
          <Button variant="outlined" disabled={pending} onClick={() => onSet(null)}>
            {say('End them')}
          </Button>
        )}
      </div>
    </form>
  );
}

function Standing({ quiet, now }: { readonly quiet: QuietHours; readonly now: number }) {
  const hours = quietWords(quiet);
  const here = offsetHere();
  const sentences = [
    isQuiet(quiet, now) ? say('{hours}. They run now.', { hours }) : say('{hours}. They do not run now.', { hours }),
    ...(quiet.offsetMinutes === here
      ? []
      : [say('This computer is at {zone} by now: set them again to follow it.', { zone: zoneText(here) })]),
  ];
  return <p>{sentences.join(' ')}</p>;
}

/** The hours in which only alarms leave this computer. */
export function QuietPanel() {
  const client = useClient();
  const options = useApi().alerts.list.queryOptions();
  const queries = useQueryClient();
  const query = useQuery(options);
  const now = useNow();
  const { pending, failure, run } = useAction();
  const quiet = query.data?.quiet ?? null;
  const set = async (next: QuietHours | null) => {
    const answer = await run(() => client.alerts.setQuietHours({ quiet: next }));
    if (answer === null) return;
    queries.setQueryData(options.queryKey, answer);
    tell(
      next === null
        ? say('The quiet hours are ended.')
        : say('The quiet hours are set: {hours}.', { hours: quietWords(next) }),
      {
        undo: undoBy(async () => {
          queries.setQueryData(options.queryKey, await client.alerts.setQuietHours({ quiet }));
        }),
      },
    );
  };
  const running = isQuiet(quiet, now);
  const head = (
    <PanelHead title={say('Quiet hours')}>
      {query.data !== undefined && (
        <Tag tone={running ? 'info' : 'neutral'}>
          {quiet === null ? say('NOT SET') : running ? say('QUIET NOW') : sayAs('quiet hours', 'SET')}
        </Tag>
      )}
    </PanelHead>
  );
  return (
    <Panel label={say('Quiet hours')} header={head} source={querySource(query)}>
      {query.data === undefined && <LoadingRows rows={3} />}
      {query.data !== undefined && (
        <Body>
          <p className="always">{say('Alarms always come through: a halt is never muted.')}</p>
          <p>{say('In quiet hours information and warnings do not leave this computer; they stand in the journal.')}</p>
          {quiet !== null && <Standing quiet={quiet} now={now} />}
          <QuietForm key={JSON.stringify(quiet)} quiet={quiet} pending={pending} onSet={(hours) => void set(hours)} />
          <FailureWords failure={failure} />
        </Body>
      )}
    </Panel>
  );
}
