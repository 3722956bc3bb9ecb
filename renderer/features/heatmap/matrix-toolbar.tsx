import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import Slider from '@mui/material/Slider';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { ScoringAgentName } from '#shared/domain/agent.ts';
import { say } from '#shared/language/words.ts';
import { BY_CHANGE, BY_CONFIDENCE, BY_MARK, BY_STRENGTH, BY_SYMBOL, type SortChoice } from './row-order.ts';
import type { ViewSettings } from './view-settings.ts';

const Bar = styled('div')({
  flex: 'none',
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '6px 16px',
  minHeight: 30,
  fontSize: 11,
  '@media (max-width: 1399px)': { columnGap: 8 },
  '& .MuiSelect-select': { padding: '2px 26px 2px 9px !important', fontSize: 11.5, fontWeight: 500 },
  '& .MuiOutlinedInput-notchedOutline': { borderColor: tone.lineStrong },
});

const Group = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 7,
  color: tone.text3,
  '& > em': { fontStyle: 'normal', whiteSpace: 'nowrap', '@media (max-width: 1719px)': { display: 'none' } },
  '& > em[data-keep=true]': { '@media (min-width: 1400px)': { display: 'inline' } },
  '& > em[data-keep=always]': { display: 'inline' },
});

const Help = styled('button')({
  display: 'flex',
  alignItems: 'center',
  gap: 6,
  marginLeft: 'auto',
  border: 0,
  background: 'none',
  color: tone.text3,
  fontSize: 11,
  cursor: 'pointer',
  '&:hover': { color: tone.text },
  '@media (max-width: 1399px)': { '& > span': { display: 'none' } },
});

const Amount = styled('b')({ minWidth: 26, '@media (max-width: 1399px)': { display: 'none' } });

function Control({ name, keep, children }: { name: string; keep?: boolean | 'always'; children: ReactNode }) {
  return (
    <Group>
      <em data-keep={keep}>{name}</em>
      {children}
    </Group>
  );
}

const COLUMNS = [
  { value: 'timeframes', label: say('Timeframes') },
  { value: 'agents', label: say('Agents') },
  { value: 'both', label: say('Both') },
  { value: 'time', label: say('Over time') },
] as const;
const SPANS = [
  { value: 'day', label: '24 h' },
  { value: 'month', label: say('30 days') },
] as const;
const MODES = [
  { value: 'score', label: say('Score') },
  { value: 'change', label: say('Change 1 h') },
  { value: 'completeness', label: say('Completeness') },
  { value: 'age', label: say('Data age') },
] as const;
const CONFIDENCE = [
  { value: 'dot', label: say('Dot') },
  { value: 'size', label: say('Size') },
  { value: 'off', label: say('Off') },
] as const;
const PALETTES = [
  { value: 'safe', label: say('Blue–orange') },
  { value: 'classic', label: say('Green–red') },
] as const;

const SORTS: readonly { readonly id: string; readonly label: string; readonly sort: SortChoice | null }[] = [
  { id: 'usual', label: say('Score, long first'), sort: null },
  { id: 'short', label: say('Score, short first'), sort: { by: '', falling: false } },
  { id: 'strength', label: say('Strength'), sort: { by: BY_STRENGTH, falling: true } },
  { id: 'confidence', label: say('Confidence'), sort: { by: BY_CONFIDENCE, falling: true } },
  { id: 'change', label: say('24 h change'), sort: { by: BY_CHANGE, falling: true } },
  { id: 'symbol', label: say('Symbol'), sort: { by: BY_SYMBOL, falling: true } },
];

/** The entry of the list that a sort amounts to; a sort by a column's head has an entry of its own. */
function sortEntry(sort: SortChoice | null, horizon: Timeframe): string {
  if (sort === null || (sort.by === horizon && sort.falling)) return 'usual';
  if (sort.by === horizon) return 'short';
  return SORTS.find((entry) => entry.sort?.by === sort.by && entry.sort.falling === sort.falling)?.id ?? 'column';
}

/** What a sort by the head of an agent or of a price is called. */
const BY_WORDS: Readonly<Record<string, string>> = {
  technical: say('By technical'),
  fundamental: say('By fundamental'),
  structure: say('By structure'),
  risk: say('By risk'),
  sentiment: say('By sentiment'),
  onchain: say('By onchain'),
  liquidation: say('By liquidation'),
  cycle: say('By cycle'),
  model: say('By model'),
  [BY_MARK]: say('By mark'),
} satisfies Readonly<Record<ScoringAgentName | typeof BY_MARK, string>>;

/** What a sort by a column is called; a moment's own name stands at its head. */
function columnEntry({ sort, columns }: ViewSettings): string {
  const by = sort?.by ?? '';
  if (columns === 'time' && by.startsWith('at ')) return say('By a moment');
  return BY_WORDS[by] ?? say('By {timeframe}', { timeframe: by });
}

interface MatrixToolbarProps {
  readonly settings: ViewSettings;
  readonly change: (part: Partial<ViewSettings>) => void;
  readonly timeframes: readonly Timeframe[];
  readonly horizon: Timeframe;
  readonly onHelp: () => void;
}

function SortSelect({ settings, change, horizon }: Omit<MatrixToolbarProps, 'onHelp' | 'timeframes'>) {
  const entry = sortEntry(settings.sort, horizon);
  const choose = (id: string): void => {
    const found = SORTS.find((sort) => sort.id === id);
    if (found === undefined) return;
    change({ sort: found.id === 'short' ? { by: horizon, falling: false } : found.sort });
  };
  return (
    <Select
      size="small"
      value={entry}
      inputProps={{ 'aria-label': say('Sort') }}
      onChange={({ target }) => choose(target.value)}
    >
      {SORTS.map(({ id, label }) => (
        <MenuItem key={id} value={id}>
          {label}
        </MenuItem>
      ))}
      {entry === 'column' && <MenuItem value="column">{columnEntry(settings)}</MenuItem>}
    </Select>
  );
}

function DimSlider({ settings, change }: ControlProps) {
  return (
    <>
      <Slider
        size="small"
        aria-label={say('Dim below this confidence')}
        value={settings.dimBelow}
        min={0}
        max={0.9}
        step={0.05}
        sx={{ width: 72, flex: 'none', mx: 0.5, '@media (max-width: 1399px)': { width: 38 } }}
        onChange={(_, value) => change({ dimBelow: typeof value === 'number' ? value : (value[0] ?? 0) })}
      />
      <Amount as="output">{settings.dimBelow.toFixed(2)}</Amount>
    </>
  );
}

type ControlProps = Pick<MatrixToolbarProps, 'settings' | 'change'>;

/** How far back the columns reach. */
function SpanControl({ settings, change }: ControlProps) {
  return (
    <Control name={say('Reaches back')}>
      <Segmented
        label={say('Reaches back')}
        options={SPANS}
        value={settings.span}
        onChange={(span) => change({ span, zoom: { ...settings.zoom, x: 1 } })}
      />
    </Control>
  );
}

/** What only cells of now have. */
function CellControls({ settings, change }: ControlProps) {
  return (
    <>
      <Control name={say('Cell shows')}>
        <Segmented
          label={say('Cell shows')}
          options={MODES}
          value={settings.mode}
          onChange={(mode) => change({ mode })}
        />
      </Control>
      <Control name={say('Confidence as')}>
        <Segmented
          label={say('Confidence as')}
          options={CONFIDENCE}
          value={settings.confidence}
          onChange={(confidence) => change({ confidence })}
        />
      </Control>
    </>
  );
}

/** What the matrix shows and how. */
export function MatrixToolbar({ settings, change, timeframes, horizon, onHelp }: MatrixToolbarProps) {
  const overTime = settings.columns === 'time';
  return (
    <Bar role="toolbar" aria-label={say('View of the heatmap')}>
      <Control name={say('Columns')}>
        <Segmented
          label={say('Columns')}
          options={COLUMNS}
          value={settings.columns}
          onChange={(columns) => change({ columns, zoom: { ...settings.zoom, x: 1 } })}
        />
      </Control>
      {overTime ? <SpanControl {...{ settings, change }} /> : <CellControls {...{ settings, change }} />}
      <Control name={say('Palette')}>
        <Segmented
          label={say('Palette')}
          options={PALETTES}
          value={settings.palette}
          onChange={(palette) => change({ palette })}
        />
      </Control>
      <Control name={say('Horizon')} keep>
        <Select
          size="small"
          value={horizon}
          inputProps={{ 'aria-label': say('Horizon of score and agents') }}
          onChange={({ target }) => change({ horizon: target.value })}
        >
          {(timeframes.length === 0 ? [horizon] : timeframes).map((timeframe) => (
            <MenuItem key={timeframe} value={timeframe}>
              {timeframe}
            </MenuItem>
          ))}
        </Select>
      </Control>
      <Control name={say('Sort')} keep>
        <SortSelect settings={settings} change={change} horizon={horizon} />
      </Control>
      {!overTime && (
        <Control name={say('Dim below')} keep="always">
          <DimSlider settings={settings} change={change} />
        </Control>
      )}
      <Help type="button" onClick={onHelp} aria-label={say('Keys of this screen')}>
        <Kbd>?</Kbd> <span>{say('keys')}</span>
      </Help>
    </Bar>
  );
}
