import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import type { SectorView } from '#shared/contract/portfolio-figures.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { querySource } from '#renderer/data/query-source.ts';
import { formatNumber, THIN } from '#renderer/ui/format.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { scrollStop } from '#renderer/ui/scroll-stop.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

const ORIGIN = {
  from: say('Weights by the rule of the portfolio manager, from the scores of the agents'),
  kind: 'model',
} as const;

const PERIOD_MS = 20_000;

const List = styled('ul')({
  listStyle: 'none',
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: '8px 12px 4px',
  '& li': {
    display: 'grid',
    gridTemplateColumns: '96px minmax(0, 1fr) 52px',
    alignItems: 'center',
    gap: 10,
    minHeight: 20,
    fontSize: 12,
  },
  '& li > span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& li > b': { textAlign: 'right', fontWeight: 500 },
});

const Track = styled('span')({
  position: 'relative',
  overflow: 'visible !important',
  height: 7,
  borderRadius: 2,
  background: tone.track,
  '& > *': { position: 'absolute', top: 0, bottom: 0 },
  '& > i': { left: 0, borderRadius: 2 },
  '& > em': { border: `1px dashed ${tone.ember}`, borderRadius: 2 },
  '& > u': { top: -3, bottom: -3, width: 2, background: tone.warn },
});

const Foot = styled('p')({ flex: 'none', padding: '2px 12px 8px', fontSize: 11, color: tone.text2 });

const percent = (value: number): string => `${formatNumber(value, 1)}${THIN}%`;

function SectorBar({
  sector,
  cap,
  full,
}: {
  readonly sector: SectorView['sectors'][number];
  readonly cap: number;
  readonly full: number;
}) {
  const { weight, after } = sector;
  const place = (value: number): string => `${String(Math.min(100, (value / full) * 100))}%`;
  const [low, high] = [Math.min(weight, after), Math.max(weight, after)];
  return (
    <Track aria-hidden>
      <i style={{ width: place(weight), background: weight > cap ? tone.down : tone.king }} />
      {high - low >= 0.05 && <em style={{ left: place(low), width: place(high - low) }} />}
      <u style={{ left: place(cap) }} />
    </Track>
  );
}

/** What the next swap does to the sector it fills most. */
function afterWords({ sectors, cap }: SectorView): string {
  const grown = sectors.filter(({ weight, after }) => after - weight >= 0.05).sort((a, b) => b.after - a.after)[0];
  if (grown === undefined) return say('The next swap, if any, leaves the sectors as they are.');
  const room = cap - grown.after;
  const left =
    room >= 0
      ? say('room {points} points', { points: formatNumber(room, 1) })
      : say('{points} points above the cap', { points: formatNumber(-room, 1) });
  return say('After the next swap {sector} holds {weight} (dashed), {left}.', {
    sector: told(grown.sector),
    weight: percent(grown.after),
    left,
  });
}

/** Weights by sector against the cap, and how concentrated they are. */
export function SectorPanel() {
  const query = useQuery({ ...useApi().slots.sectors.queryOptions(), refetchInterval: PERIOD_MS });
  const view = query.data;
  const full =
    view === undefined
      ? 100
      : Math.min(100, Math.max(view.cap * 1.09, ...view.sectors.map(({ weight, after }) => Math.max(weight, after))));
  const note =
    view === undefined || view.herfindahl === null || view.equalNames === null
      ? ''
      : say('HHI {index}, like {count} equal names · top three {weight}', {
          index: formatNumber(view.herfindahl, 3),
          count: formatNumber(view.equalNames, 1),
          weight: percent(view.topThree),
        });
  return (
    <Panel
      label={say('Sector and concentration')}
      origin={ORIGIN}
      source={querySource(query)}
      className="sectors"
      header={<PanelHead title={say('Sector and concentration')} note={note} />}
    >
      {view === undefined ? (
        <LoadingRows rows={4} />
      ) : view.sectors.length === 0 ? (
        <EmptyNote title={say('No weights yet')}>{say('They are set when the first symbol is in.')}</EmptyNote>
      ) : (
        <>
          <List ref={scrollStop} aria-label={say('Weights by sector')}>
            {view.sectors.map((sector) => (
              <li
                key={sector.sector}
                title={say('{symbols}: {weight}, cap {cap}, after the next swap {after}', {
                  symbols: sector.symbols.join(', '),
                  weight: percent(sector.weight),
                  cap: percent(view.cap),
                  after: percent(sector.after),
                })}
              >
                <span>{told(sector.sector)}</span>
                <SectorBar sector={sector} cap={view.cap} full={full} />
                <b style={sector.weight > view.cap ? { color: tone.down } : undefined}>{percent(sector.weight)}</b>
              </li>
            ))}
          </List>
          <Foot>
            {say('Cap {cap} % per sector.', { cap: formatNumber(view.cap, 0) })} {afterWords(view)}
          </Foot>
        </>
      )}
    </Panel>
  );
}
