import SafeIcon from '@mui/icons-material/GppGoodOutlined';
import StopIcon from '@mui/icons-material/GppBadOutlined';
import UnknownIcon from '@mui/icons-material/HelpOutlineOutlined';
import WatchIcon from '@mui/icons-material/GppMaybeOutlined';
import { styled } from '@mui/material/styles';
import type { LimitView, OverviewView } from '#shared/contract/portfolio.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { formatAge } from '#renderer/ui/format-time.ts';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { scrollStop } from '#renderer/ui/scroll-stop.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { AMBER_SHARE, UsageBar } from '#renderer/ui/usage-bar.tsx';
import { VerdictHead } from '#renderer/ui/verdict-head.tsx';
import { ExposureBlocks } from './exposure-blocks.tsx';
import { limitWords } from './limit-words.ts';

const LEVELS = {
  ok: { icon: SafeIcon, colour: tone.up },
  watch: { icon: WatchIcon, colour: tone.warn },
  stop: { icon: StopIcon, colour: tone.down },
  unknown: { icon: UnknownIcon, colour: tone.text3 },
} as const;

const Limits = styled('ul')({
  listStyle: 'none',
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  display: 'flex',
  flexDirection: 'column',
  justifyContent: 'space-between',
  gap: 7,
  padding: '8px 16px 14px !important',
  '& div.words': { display: 'flex', gap: 8, fontSize: 12, color: tone.text2, marginBottom: 3, whiteSpace: 'nowrap' },
  '& div.words > span:first-of-type': { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' },
  '& b': { fontWeight: 600, color: tone.text },
});

function LimitRow({ limit }: { readonly limit: LimitView }) {
  const { used, bound } = limitWords(limit);
  const label = told(limit.label);
  const amber = limit.share !== null && limit.share >= AMBER_SHARE;
  const colour = limit.share !== null && limit.share >= 1 ? tone.down : tone.warn;
  return (
    <li>
      <div className="words">
        <span title={label}>{label}</span>
        <span>
          <b style={amber ? { color: colour } : undefined}>{used}</b> {bound}
        </span>
      </div>
      <UsageBar share={limit.share} label={label} />
    </li>
  );
}

interface SafetyHeadProps {
  readonly overview: OverviewView;
  readonly now: number | null;
  /** True when the figures are no longer followed: a verdict from before is none. */
  readonly stale: boolean;
}

function verdictOf({ overview, now, stale }: SafetyHeadProps): OverviewView['verdict'] {
  if (!stale) {
    const { level, sentence, detail } = overview.verdict;
    return { level, sentence: told(sentence), detail: told(detail) };
  }
  const before = told(overview.verdict.sentence);
  return {
    level: 'unknown',
    sentence: say('Cannot tell'),
    detail:
      now === null
        ? say('The account is of unknown age. Before: {verdict}', { verdict: before })
        : say('The account is {age} old. Before: {verdict}', { age: formatAge(now - overview.asOf), verdict: before }),
  };
}

function SafetyHead({ overview, now, stale }: SafetyHeadProps) {
  const { level, sentence, detail } = verdictOf({ overview, now, stale });
  const { icon: Icon, colour } = LEVELS[level];
  return (
    <VerdictHead
      question={say('Am I safe?')}
      mark={
        <DataMark
          from={say('The account by the ledger and the mark price, against the limits of the rule set in force')}
          provenance={overview.provenance}
          asOf={overview.asOf}
          now={now}
        />
      }
      answer={
        <>
          <Icon aria-hidden sx={{ fontSize: 19, color: colour }} />
          <span style={level === 'stop' ? { color: tone.down } : undefined}>{sentence}</span>
        </>
      }
      detail={detail}
    />
  );
}

/** Am I safe: the verdict in words, what is exposed, and every limit with its use. */
export function SafetyPanel() {
  const live = useRow('overview');
  const now = useHostNow();
  const overview = live.row;
  return (
    <Panel label={say('Safety')} source={live} className="safety">
      {overview === null ? (
        <LoadingRows rows={6} />
      ) : (
        <>
          <SafetyHead overview={overview} now={now} stale={live.status === 'stale'} />
          <ExposureBlocks overview={overview} />
          <Limits ref={scrollStop} aria-label={say('Limits')}>
            {overview.limits.map((limit) => (
              <LimitRow key={limit.key} limit={limit} />
            ))}
          </Limits>
        </>
      )}
    </Panel>
  );
}
