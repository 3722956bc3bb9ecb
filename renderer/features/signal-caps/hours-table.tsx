import { styled } from '@mui/material/styles';
import { formatCount } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { capsOfHour, HOUR_CAPS, type Caps } from './caps-words.ts';

const Table = styled('table')({
  width: '100%',
  tableLayout: 'fixed',
  borderCollapse: 'separate',
  borderSpacing: 2,
  padding: '8px 14px',
  fontSize: 11.5,
  '& th': { fontSize: 11, fontWeight: 400, color: tone.text3, height: 22 },
  '& th[scope=row]': { textAlign: 'left', color: tone.text2 },
  '& th[data-now=true]': { color: tone.king, fontWeight: 600 },
  '& td': { textAlign: 'center', height: 28, borderRadius: 4, background: tone.cell },
  '& td[data-own=true]': { background: tone.kingSoft, fontWeight: 600 },
  '& td[data-none=true]': { background: tone.downSoft, color: tone.down, fontWeight: 600 },
});

const ROWS = {
  totalHour: say('All together'),
  perSymbolHour: say('Per symbol'),
  perSourceHour: say('Per source'),
} as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

interface HoursTableProps {
  readonly caps: Caps;
  /** The hour of the day now, UTC; null when not known. */
  readonly hour: number | null;
}

/** The caps of each hour of the day; those of the schedule are marked, 0 is said as `none`. */
export function HoursTable({ caps, hour: now }: HoursTableProps) {
  const byHour = HOURS.map((hour) => capsOfHour(caps, hour));
  return (
    <Table aria-label={say('Caps by hour of the day, UTC')}>
      <colgroup>
        <col style={{ width: 92 }} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" style={{ textAlign: 'left' }}>
            {say('Hour, UTC')}
          </th>
          {HOURS.map((hour) => (
            <th key={hour} scope="col" data-now={hour === now} title={hour === now ? say('Now') : undefined}>
              {String(hour).padStart(2, '0')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {HOUR_CAPS.map((name) => (
          <tr key={name}>
            <th scope="row">{ROWS[name]}</th>
            {byHour.map((each, hour) => (
              <td key={hour} data-own={each[name] !== caps[name]} data-none={each[name] === 0}>
                {each[name] === 0 ? say('none') : formatCount(each[name])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
