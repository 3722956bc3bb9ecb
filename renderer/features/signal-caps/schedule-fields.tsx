import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { styled } from '@mui/material/styles';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { ThrottleView } from '#shared/contract/throttle.ts';
import { say } from '#shared/language/words.ts';
import { NEW_HOURS, scheduleProblem, type ScheduleDraft } from './caps-draft.ts';

const Entry = styled('div')({
  display: 'grid',
  gridTemplateColumns: '84px 84px repeat(3, 1fr) auto',
  gap: 8,
  alignItems: 'center',
  '& > p': { gridColumn: '1 / -1', fontSize: 11.5, color: tone.down, marginTop: -2 },
});

const FIELDS = [
  ['from', say('From hour')],
  ['until', say('Until hour')],
  ['totalHour', say('All together')],
  ['perSymbolHour', say('Per symbol')],
  ['perSourceHour', say('Per source')],
] as const;

/** Most entries the host takes. */
const MOST = 24;

interface ScheduleFieldsProps {
  readonly schedule: readonly ScheduleDraft[];
  readonly hardCaps: ThrottleView['hardCaps'];
  readonly onChange: (schedule: readonly ScheduleDraft[]) => void;
}

/** Other caps for some hours of the day; an empty cap stays as it is otherwise, 0 lets nothing pass. */
export function ScheduleFields({ schedule, hardCaps, onChange }: ScheduleFieldsProps) {
  const put = (at: number, part: Partial<ScheduleDraft>) =>
    onChange(schedule.map((entry, index) => (index === at ? { ...entry, ...part } : entry)));
  return (
    <>
      {schedule.map((entry, at) => {
        const problem = scheduleProblem(entry, { hardCaps });
        return (
          <Entry key={at} role="group" aria-label={say('Schedule entry {number}', { number: at + 1 })}>
            {FIELDS.map(([name, label]) => (
              <TextField
                key={name}
                size="small"
                label={label}
                value={entry[name]}
                onChange={({ target }) => put(at, { [name]: target.value })}
                slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 4, autoComplete: 'off' } }}
              />
            ))}
            <Button
              color="error"
              aria-label={say('Remove schedule entry {number}', { number: at + 1 })}
              onClick={() => onChange(schedule.filter((_, index) => index !== at))}
            >
              {say('Remove')}
            </Button>
            {problem !== null && <p>{problem}</p>}
          </Entry>
        );
      })}
      <Button
        variant="outlined"
        sx={{ justifySelf: 'start' }}
        disabled={schedule.length >= MOST}
        onClick={() => onChange([...schedule, NEW_HOURS])}
      >
        {say('Add hours')}
      </Button>
    </>
  );
}
