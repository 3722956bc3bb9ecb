import InfoIcon from '@mui/icons-material/InfoOutlined';
import { createContext, use } from 'react';
import { say } from '#shared/language/words.ts';
import { DataMark } from './data-mark.tsx';
import { KIND_WORDS } from './origin-kinds.ts';
import { formatAge } from './format-time.ts';
import { OriginFacts, OriginMark, type OriginProps } from './origin-mark.tsx';
import { OriginWorldContext, type OriginWorld, type Provenance } from './origin-world.ts';

/**
 * How figures came to be. `market`: told by the market, which a demo makes up. `account`: counted by the ledger, whose fills may be
 * made up. `model`: worked out from the market. `set`: chosen by a person.
 */
export type OriginKind = Provenance | 'market' | 'account' | 'model' | 'set';

/** Where the figures of a panel come from, for the card that opens at its mark. */
export interface PanelOriginProps {
  /** What the figures are made of and where that comes from, as a sentence without its full stop. */
  readonly from: string;
  readonly kind: OriginKind;
  /** When the data were true by the host's clock, ms since 1970; without it, when the panel's source last told something. */
  readonly asOf?: number | null;
  /** When they were last told, by the page's clock, ms since 1970, where the panel has no source that knows. */
  readonly receivedAt?: number | null;
  /** Tells what changes with every word of the feed: the open card alone renders with it. A hook; it keeps its identity. */
  readonly useLatest?: () => Partial<PanelOriginProps>;
  /** True draws a sign in place of the age, where a head has no room; the card tells it. */
  readonly short?: boolean;
  /** Figures of the panel that come from elsewhere; with their time, ms since 1970, where they have one of their own. */
  readonly others?: readonly {
    readonly figures: string;
    readonly from: string;
    readonly kind: OriginKind;
    readonly asOf?: number | null;
  }[];
}

/** What the mark of a panel is drawn from; null where the panel says nothing. */
export const PanelOriginContext = createContext<PanelOriginProps | null>(null);

/** When the figures of all panels beneath were true by the host's clock, ms since 1970, where these do not tell it; null: unknown. */
export const OriginTimeContext = createContext<number | null>(null);

const HERE = say('Where this comes from');

type MadeUp = ReturnType<OriginWorld['useMadeUp']>;

/** What of the kinds the host decides on is true here; null while it is not known. */
function kindHere(kind: OriginKind, madeUp: MadeUp): Provenance | 'set' | null {
  if (kind !== 'market' && kind !== 'account' && kind !== 'model') return kind;
  if (madeUp === null) return null;
  if (kind === 'account') return madeUp.fills ? 'simulated' : 'measured';
  if (madeUp.prices) return 'simulated';
  return kind === 'model' ? 'estimated' : 'measured';
}

/** The mark of the panel around it: how old its figures are, and where they come from when pressed. */
export function PanelOrigin() {
  const origin = use(PanelOriginContext);
  return origin === null ? null : <OriginOf {...origin} />;
}

type TimeProps = Pick<PanelOriginProps, 'asOf' | 'receivedAt'>;

/** When the figures were true, and the clock to tell their age by. */
function useTime({ asOf, receivedAt = null }: TimeProps): {
  readonly asOf: number | null;
  readonly now: number | null;
} {
  const { useHere, useHostNow } = use(OriginWorldContext);
  const here = useHere();
  const hostNow = useHostNow();
  return asOf === undefined ? { asOf: receivedAt, now: here } : { asOf, now: hostNow };
}

/** `, 3 s ago`, as it goes on. */
function AgeOf(props: TimeProps) {
  const { asOf, now } = useTime(props);
  return asOf === null || now === null ? null : `, ${say('{age} ago', { age: formatAge(now - asOf) })}`;
}

interface AgedProps extends TimeProps {
  readonly from: string;
  readonly provenance: Provenance | null;
  readonly others: OriginProps['others'];
}

function Aged({ from, provenance, others, ...time }: AgedProps) {
  return <DataMark from={from} provenance={provenance} {...useTime(time)} others={others} untagged />;
}

/** A mark for figures that stand in no panel, or for some of one. */
export function OriginOf({ useLatest, ...given }: PanelOriginProps) {
  if (useLatest === undefined) return <StillOrigin {...given} />;
  return (
    <OriginMark
      from=""
      kind=""
      asOf={null}
      now={null}
      label={HERE}
      content={<LatestCard {...given} useLatest={useLatest} />}
    >
      <InfoIcon aria-hidden sx={{ fontSize: 15 }} />
    </OriginMark>
  );
}

type LatestProps = PanelOriginProps & Required<Pick<PanelOriginProps, 'useLatest'>>;

/** What an open card tells of figures that change with every word of the feed. */
function LatestCard({ useLatest, ...given }: LatestProps) {
  const madeUp = use(OriginWorldContext).useMadeUp();
  const { from, kind, others = [], ...time } = { ...given, ...useLatest() };
  const asOf = (time.asOf === undefined ? time.receivedAt : time.asOf) ?? null;
  return (
    <OriginFacts
      from={from}
      kind={KIND_WORDS[kindHere(kind, madeUp) ?? 'unknown']}
      asOf={asOf}
      now={null}
      age={<AgeOf {...time} />}
      others={others.map((other) => ({ ...other, kind: KIND_WORDS[kindHere(other.kind, madeUp) ?? 'unknown'] }))}
    />
  );
}

function StillOrigin({ from, kind, short = false, others = [], ...time }: PanelOriginProps) {
  const madeUp = use(OriginWorldContext).useMadeUp();
  const own = kindHere(kind, madeUp);
  const rest = others.map((other) => ({
    figures: other.figures,
    from: other.from,
    kind: KIND_WORDS[kindHere(other.kind, madeUp) ?? 'unknown'],
    asOf: other.asOf,
  }));
  const at = (time.asOf === undefined ? time.receivedAt : time.asOf) ?? null;
  if (own !== 'set' && !short && at !== null) return <Aged {...{ from, others: rest }} provenance={own} {...time} />;
  // Its age is told in the card alone: nothing here renders with the clock.
  return (
    <OriginMark
      from={from}
      kind={KIND_WORDS[own ?? 'unknown']}
      asOf={at}
      now={null}
      age={<AgeOf {...time} />}
      others={rest}
      label={HERE}
    >
      <InfoIcon aria-hidden sx={{ fontSize: 15 }} />
    </OriginMark>
  );
}
