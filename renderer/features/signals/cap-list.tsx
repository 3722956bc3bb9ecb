import { styled } from '@mui/material/styles';
import type { CapView, ThrottleView } from '#shared/contract/throttle.ts';
import { useExplain } from '#renderer/data/explain-link.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { formatClock } from '#renderer/ui/format-time.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { UsageBar } from '#renderer/ui/usage-bar.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { say } from '#shared/language/words.ts';
import { inCapOrder, placeWords, waitingWords } from './cap-words.ts';

const Caps = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: '0 16px',
  '& li': {
    display: 'grid',
    gridTemplateColumns: 'minmax(104px, 1.2fr) minmax(40px, 1fr) 56px 40px',
    gap: 10,
    alignItems: 'center',
    height: 24,
    fontSize: 12,
  },
  '& .name': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& .right': { textAlign: 'right', whiteSpace: 'nowrap' },
  '& li[data-first=true]:not(:first-of-type)': { borderTop: `1px solid ${tone.lineSoft}` },
});

const Waiting = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& button': {
    width: '100%',
    padding: '4px 16px',
    border: 0,
    background: 'none',
    color: tone.text2,
    fontSize: 12,
    textAlign: 'left',
    cursor: 'pointer',
  },
  '& button:hover': { background: tone.kingSoft },
  '& button:focus-visible': { outlineOffset: -2 },
  '& b': { color: tone.text, fontWeight: 600 },
});

const Title = styled('h3')({ margin: '10px 16px 4px', fontSize: 11, fontWeight: 500, color: tone.text3 });

/** The names as a person reads them: a symbol and a source may be called alike. */
const NAMES: Readonly<Record<CapView['kind'], (name: string) => string>> = {
  total: () => say('All together'),
  symbol: (name) => name,
  source: (name) => say('{name}, source', { name }),
};

function Cap({ cap, first, now }: { readonly cap: CapView; readonly first: boolean; readonly now: number }) {
  const name = NAMES[cap.kind](cap.name);
  const free = cap.nextFreeAt === null || cap.nextFreeAt <= now;
  const title =
    cap.nextFreeAt === null ? undefined : say('Next place free at {time} UTC', { time: formatClock(cap.nextFreeAt) });
  return (
    <li data-first={first} title={title}>
      <span className="name" title={name}>
        {name}
      </span>
      <UsageBar
        share={cap.limit === 0 ? 1 : cap.used / cap.limit}
        label={say('Signals of the last hour, {name}', { name })}
      />
      <span className="right">
        {rich('{used} of {limit}', {
          used: <b style={{ fontWeight: 600 }}>{formatCount(cap.used)}</b>,
          limit: formatCount(cap.limit),
        })}
      </span>
      <span className="right" style={{ color: free ? tone.text3 : tone.warn }}>
        {placeWords(cap, now)}
      </span>
    </li>
  );
}

/** How full every cap is that was used in the last hour, and when its next place is free. */
export function CapList({ caps, now }: { readonly caps: readonly CapView[]; readonly now: number }) {
  const ordered = inCapOrder(caps);
  return (
    <>
      <Title>
        {caps.length === 0
          ? say('No cap was used in the last hour')
          : say('Last hour against the cap, and the next free place')}
      </Title>
      <Caps aria-label={say('Caps of the last hour')}>
        {ordered.map((cap, index) => (
          <Cap key={cap.key} cap={cap} first={ordered[index - 1]?.kind !== cap.kind} now={now} />
        ))}
      </Caps>
    </>
  );
}

/** The signals that wait, and the places there are for that. */
export function WaitingList({ view, now }: { readonly view: ThrottleView; readonly now: number }) {
  const { open } = useExplain();
  const { waiting, caps } = view;
  if (caps.overflow === 'refuse' && waiting.length === 0) return null;
  return (
    <>
      <Title>
        {waiting.length === 0
          ? say('None waits; there are {places, plural, one {# place} other {# places}}', { places: caps.places })
          : say('{waiting} of {places, plural, one {# place} other {# places}} to wait taken', {
              waiting: formatCount(waiting.length),
              places: caps.places,
            })}
      </Title>
      <Waiting aria-label={say('Signals that wait')}>
        {waiting.map((one) => (
          <li key={one.id}>
            <button type="button" onClick={() => open(one.id)}>
              <b>{one.symbol}</b> {one.source} {waitingWords(one, now)}
            </button>
          </li>
        ))}
      </Waiting>
    </>
  );
}
