import { useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import { useEffect, useState, type RefObject } from 'react';
import type { FillView } from '#shared/contract/fills.ts';
import type { ScoringAgentName } from '#shared/domain/agent.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { useExplain } from '#renderer/data/explain-link.ts';
import { formatAmount, formatNumber, formatPrice } from '#renderer/ui/format.ts';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { ROLE_WORDS } from '../order-words.ts';
import type { ContractUnits } from './trade-levels.ts';
import type { OpenChart } from './use-chart.ts';

const Card = styled('div')({
  position: 'absolute',
  left: 0,
  top: 0,
  zIndex: 6,
  width: 'max-content',
  maxWidth: 320,
  padding: '8px 10px',
  borderRadius: 6,
  background: tone.raised,
  border: `1px solid ${tone.lineStrong}`,
  fontSize: 11,
  lineHeight: 1.5,
  color: tone.text2,
  pointerEvents: 'none',
  fontVariantNumeric: 'tabular-nums',
  '& b': { fontWeight: 600 },
  '& p': { margin: 0 },
});

const REACH = 12;
/** The card stands beside its mark: its width, its usual height, and how far from the mark. */
const WIDTH = 320;
const HEIGHT = 130;
const GAP = 16;

/** The agents within a list of points. */
const AGENT_WORDS: Readonly<Record<ScoringAgentName, string>> = {
  technical: sayAs('agent', 'technical'),
  fundamental: sayAs('agent', 'fundamental'),
  structure: sayAs('agent', 'structure'),
  risk: sayAs('agent', 'risk'),
  sentiment: sayAs('agent', 'sentiment'),
  onchain: sayAs('agent', 'on-chain'),
  liquidation: say('liq. map'),
  cycle: sayAs('agent', 'cycle'),
  model: sayAs('agent', 'model'),
};

/** Whether a fill came by an agents' decision that can be explained. */
const isExplained = (fill: FillView): boolean => fill.origin === 'signal' && fill.signalId !== null;

/** The fill under the pointer; a click opens the explanation of its trade. */
export function useFillHover(
  place: RefObject<HTMLDivElement | null>,
  open: OpenChart | null,
  fills: readonly FillView[],
): FillView | null {
  const [hovered, setHovered] = useState<FillView | null>(null);
  const explain = useExplain();
  useEffect(() => {
    const element = place.current;
    if (element === null || open === null) return undefined;
    const under = ({ clientX, clientY }: MouseEvent): FillView | null => {
      const { left, top } = element.getBoundingClientRect();
      const plot = open.chart.plot();
      const found = fills.flatMap((fill) => {
        const { barMs } = open.scene.now;
        const [x, y] = [plot.x(Math.floor(fill.at / barMs) * barMs), plot.y(Number(fill.price))];
        if (x === null || y === null) return [];
        const far = Math.hypot(x - (clientX - left), y + (fill.side === 'buy' ? 7 : -7) - (clientY - top));
        return far <= REACH ? [{ fill, far }] : [];
      });
      return found.sort((a, b) => a.far - b.far)[0]?.fill ?? null;
    };
    const onMove = (event: MouseEvent): void => {
      const fill = under(event);
      setHovered(fill);
      const id = fill === null ? null : String(fill.seq);
      if (open.scene.now.hoveredFill !== id) open.scene.set({ hoveredFill: id });
    };
    const onClick = (event: MouseEvent): void => {
      const fill = under(event);
      const signalId = fill?.signalId ?? null;
      if (fill !== null && signalId !== null && isExplained(fill)) explain.open(signalId);
    };
    const onLeave = (): void => setHovered(null);
    element.addEventListener('mousemove', onMove);
    element.addEventListener('click', onClick);
    element.addEventListener('mouseleave', onLeave);
    return () => {
      element.removeEventListener('mousemove', onMove);
      element.removeEventListener('click', onClick);
      element.removeEventListener('mouseleave', onLeave);
    };
  }, [place, open, fills, explain]);
  return hovered;
}

/** Why the agents made the trade, in their points; and how far the fill was from the price they decided at. */
function Reasons({ fill, signalId }: { readonly fill: FillView; readonly signalId: string }) {
  const api = useApi();
  const { data, error } = useQuery({ ...api.signals.explain.queryOptions({ input: { signalId } }), staleTime: 60_000 });
  if (error !== null) return <p>{say('Its decision could not be read.')}</p>;
  if (data === undefined) return <p>{say('Reading its decision…')}</p>;
  const points = (data.score?.contributions ?? [])
    .filter((part) => Math.abs(part.points) >= 0.05)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .map(({ opinion, points: of }) => `${AGENT_WORDS[opinion.agent]} ${formatNumber(of, 1, 'always')}`);
  const { entry } = data.prices;
  const way = fill.side === 'buy' ? 1 : -1;
  const slippage = (way * (Number(fill.price) - entry) * 10_000) / entry;
  return (
    <>
      <p>{told(data.signal.sentence)}</p>
      {points.length > 0 && <p>{points.join(', ')}</p>}
      {fill.role === 'entry' && (
        <p>
          {say('Slippage {slippage} bp against the decision’s price', {
            slippage: formatNumber(slippage, 1, 'always'),
          })}
        </p>
      )}
      <p style={{ color: tone.text3 }}>{say('Click opens the decision.')}</p>
    </>
  );
}

interface FillCardProps {
  readonly open: OpenChart;
  readonly fill: FillView;
  readonly units: ContractUnits;
}

/** Everything about the fill under the pointer. */
export function FillCard({ open, fill, units }: FillCardProps) {
  const plot = open.chart.plot();
  const at = { x: plot.x(fill.at) ?? 0, y: plot.y(Number(fill.price)) ?? 0 };
  const left = at.x + GAP + WIDTH > plot.width ? Math.max(0, at.x - GAP - WIDTH) : at.x + GAP;
  const top = Math.max(0, Math.min(plot.height - HEIGHT, at.y - HEIGHT / 2));
  const size = formatNumber(fill.lots * units.multiplier, 4)
    .replace(/0+$/, '')
    .replace(/\.$/, '');
  const terms = { at: formatMoment(fill.at), liquidity: fill.liquidity, fee: formatAmount(fill.fee) };
  return (
    <Card role="tooltip" style={{ transform: `translate(${String(left)}px, ${String(top)}px)` }}>
      <p>
        {rich('<order>{side, select, buy {Buy} other {Sell}} {size}</order> <place>at {price}</place>', {
          side: fill.side,
          size,
          price: formatPrice(Number(fill.price), units.priceDecimals),
          order: (inside) => <b style={{ color: fill.side === 'buy' ? tone.up : tone.down }}>{inside}</b>,
          place: (inside) => <b style={{ color: tone.text }}>{inside}</b>,
        })}
        {fill.role !== null && `, ${ROLE_WORDS[fill.role]}`}
      </p>
      <p>
        {fill.feeEstimated
          ? say('{at} UTC, {liquidity, select, maker {maker} other {taker}}, fee {fee} (estimated) USDT', terms)
          : say('{at} UTC, {liquidity, select, maker {maker} other {taker}}, fee {fee} USDT', terms)}
      </p>
      {isExplained(fill) && fill.signalId !== null ? (
        <Reasons fill={fill} signalId={fill.signalId} />
      ) : (
        <p>
          {fill.origin === 'hand'
            ? say('Made by hand.')
            : fill.origin === 'venue'
              ? say('Made at the exchange.')
              : say('Its order is not known here.')}
        </p>
      )}
    </Card>
  );
}
