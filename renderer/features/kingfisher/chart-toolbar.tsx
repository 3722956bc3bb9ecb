import CalculateIcon from '@mui/icons-material/CalculateOutlined';
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import NotificationsIcon from '@mui/icons-material/NotificationsNoneOutlined';
import TableIcon from '@mui/icons-material/TableChartOutlined';
import UploadIcon from '@mui/icons-material/UploadFileOutlined';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { PanelOrigin } from '#renderer/ui/panel-origin.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { Segmented, Segments } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { LiquidationMapView } from '#shared/contract/liquidations.ts';
import { say } from '#shared/language/words.ts';
import { toggleView } from './chart-key-actions.ts';
import { useKingfisherDialogs } from './dialogs.ts';
import { SkillTag } from './panels/skill-panel.tsx';
import { RANGES, useKingfisherScope, type Range } from './scope.ts';

const Bar = styled('div')({
  flex: 'none',
  minHeight: 40,
  display: 'flex',
  alignItems: 'center',
  flexWrap: 'wrap',
  gap: '6px 10px',
  padding: '6px 12px',
  borderBottom: `1px solid ${tone.line}`,
  fontSize: 11,
  color: tone.text2,
  '& > [data-end]': { marginLeft: 'auto', display: 'flex', gap: 6 },
});

const Toggles = styled(Segments)({
  '& button + button': { borderLeft: `1px solid ${tone.line}` },
  '& button[aria-pressed=true]': { boxShadow: `inset 0 -2px 0 ${tone.king}` },
});

interface Toggle {
  readonly label: string;
  readonly on: boolean;
  readonly press: () => void;
  readonly title?: string;
}

/** Switches that stand by each other but do not exclude each other. */
export function ToggleRow({ label, toggles }: { readonly label: string; readonly toggles: readonly Toggle[] }) {
  return (
    <Toggles role="group" aria-label={label}>
      {toggles.map(({ label: name, on, press, title }) => (
        <button key={name} type="button" aria-pressed={on} onClick={press} title={title}>
          {name}
        </button>
      ))}
    </Toggles>
  );
}

const RANGE_WORDS: Readonly<Record<Range, string>> = {
  '12h': '12 h',
  '1d': '24 h',
  '2d': '2 d',
  '4d': '4 d',
  '1w': '7 d',
  '2w': '14 d',
  '1m': '30 d',
};
const RANGE_OPTIONS = RANGES.map((value) => ({ value, label: RANGE_WORDS[value] }));

const Legend = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  whiteSpace: 'nowrap',
  '& > i': {
    width: 96,
    '@container chart (max-width: 1000px)': { width: 48 },
    height: 7,
    borderRadius: 1,
    border: `1px solid ${tone.line}`,
    background: `linear-gradient(90deg, ${tone.heat0}, ${tone.heat1} 20%, ${tone.heat2} 42%, ${tone.heat3} 64%, ${tone.heat4} 84% 90%, ${tone.heat5} 90%)`,
  },
  '& > em': { fontStyle: 'normal', marginLeft: 6 },
  '@container chart (max-width: 1000px)': { '& > em': { display: 'none' } },
  '@container chart (max-width: 860px)': { display: 'none' },
});

/** The whole verdict where it has room, its short form elsewhere. */
const Wide = styled('span')({ display: 'contents', '@container chart (max-width: 1040px)': { display: 'none' } });
const Narrow = styled('span')({ display: 'none', '@container chart (max-width: 1040px)': { display: 'contents' } });

const Icon = styled(Button)({
  minWidth: 0,
  padding: '2px 9px',
  fontSize: 11,
  lineHeight: 1.6,
  color: tone.text,
  borderColor: tone.lineStrong,
  '& svg': { fontSize: 15 },
  '@container chart (max-width: 1240px)': { padding: '2px 6px', '& > em': { display: 'none' } },
  '& > em': { fontStyle: 'normal', marginLeft: 5 },
});

function Action({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <Icon variant="outlined" onClick={onClick} aria-label={label} title={label}>
      {children}
      <em>{label}</em>
    </Icon>
  );
}

interface ChartToolbarProps {
  readonly skill: LiquidationMapView['skill'] | undefined;
  readonly onSave: () => void;
}

/** What the chart shows and over what time; the scale of its colours; what can be done with it. */
export function ChartToolbar({ skill, onSave }: ChartToolbarProps) {
  const view = useKingfisherScope((state) => state.view);
  const range = useKingfisherScope((state) => state.range);
  const setRange = useKingfisherScope((state) => state.setRange);
  const show = useKingfisherDialogs((state) => state.show);
  return (
    <Bar role="toolbar" aria-label={say('View of the chart')}>
      <ToggleRow
        label={say('Parts of the chart')}
        toggles={[
          { label: say('Heatmap'), on: view.heatmap && !view.classic, press: () => toggleView('heatmap'), title: 'H' },
          { label: say('Map'), on: view.map && !view.classic, press: () => toggleView('map'), title: 'M' },
          { label: say('Classic'), on: view.classic, press: () => toggleView('classic'), title: 'C' },
        ]}
      />
      <Segmented label={say('Time shown')} options={RANGE_OPTIONS} value={range} onChange={setRange} />
      <Legend>
        {rich('Z-score 0 {scale} +3 <dots>● realised</dots>', { scale: <i />, dots: (inside) => <em>{inside}</em> })}
      </Legend>
      {skill !== undefined && (
        <>
          <Wide>
            <SkillTag skill={skill} />
          </Wide>
          <Narrow>
            <SkillTag skill={skill} tight />
          </Narrow>
        </>
      )}
      <div data-end>
        <PanelOrigin />
        <Action label={say('Calculator')} onClick={() => show('calculator')}>
          <CalculateIcon />
        </Action>
        <Action label={say('Alerts')} onClick={() => show('alert')}>
          <NotificationsIcon />
        </Action>
        <Action label={say('Table')} onClick={() => show('table')}>
          <TableIcon />
        </Action>
        <Action label={say('Import')} onClick={() => show('import')}>
          <UploadIcon />
        </Action>
        <Action label="PNG" onClick={onSave}>
          <DownloadIcon />
        </Action>
      </div>
    </Bar>
  );
}
