import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { RefObject } from 'react';
import type { SlotsStatus } from '#shared/contract/portfolio-manager.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { formatAmount } from '#renderer/ui/format.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { READ_ONLY_TITLE } from '#renderer/ui/writable.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { nextWords, reviewWords } from './bench-words.ts';
import type { Portfolio } from './use-portfolio.ts';
import type { Wish } from './wish.ts';

const Row = styled('header')({
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  minHeight: 38,
  padding: '0 12px',
  borderBottom: `1px solid ${tone.line}`,
  '& h2': { fontSize: 12.5, fontWeight: 600, whiteSpace: 'nowrap' },
  '& > small': {
    flex: 1,
    minWidth: 0,
    fontSize: 11,
    color: tone.text3,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  '& > b': { fontSize: 12, fontWeight: 600, whiteSpace: 'nowrap' },
  '& .MuiButton-root': { py: 0, minHeight: 24, gap: 6, whiteSpace: 'nowrap' },
  '& .MuiButton-root[data-plain]': { color: tone.text2, borderColor: tone.lineStrong, fontWeight: 500 },
  '& input': {
    width: 96,
    height: 24,
    padding: '0 8px',
    borderRadius: 5,
    border: `1px solid ${tone.lineStrong}`,
    background: tone.bg,
    color: tone.text,
    fontSize: 11.5,
  },
});

/** `Ten slots`. */
const titleOf = (slots: number): string =>
  say(
    '{count, plural, =0 {No slots} one {One slot} =2 {Two slots} =3 {Three slots} =4 {Four slots} =5 {Five slots} =6 {Six slots} =7 {Seven slots} =8 {Eight slots} =9 {Nine slots} =10 {Ten slots} other {# slots}}',
    { count: slots },
  );

interface SlotsHeadProps {
  readonly portfolio: Portfolio;
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  readonly filterRef: RefObject<HTMLInputElement | null>;
  readonly onWish: (wish: Wish) => void;
}

function NextChange({ portfolio, onWish }: Pick<SlotsHeadProps, 'portfolio' | 'onWish'>) {
  const { status, now, coinOf, readOnly } = portfolio;
  const next = status?.next ?? null;
  const words = nextWords(next, coinOf, now);
  if (next === null || words === null) return null;
  return (
    <>
      <Tag tone="ember">{say('NEXT CHANGE')}</Tag>
      <b title={words}>{words}</b>
      {!next.draining && (
        <Button
          variant="outlined"
          color="inherit"
          disabled={readOnly}
          sx={{ color: tone.ember, borderColor: `${tone.ember} !important` }}
          onClick={() => onWish({ kind: 'replace', symbol: next.leaver, newcomer: next.newcomer })}
        >
          {say('Review swap')}
        </Button>
      )}
    </>
  );
}

/** How old the rows are, and that they are not measured where they are not. */
function Age({ status }: { readonly status: SlotsStatus | null }) {
  const now = useHostNow();
  return (
    <DataMark
      from={say('Scores of the agents, results by the ledger, and weights by the rule of the portfolio manager')}
      provenance={status?.provenance ?? null}
      asOf={status?.asOf ?? null}
      now={now}
      untagged
    />
  );
}

/** What the table says, what changes next, and what can be done. */
export function SlotsHead({ portfolio, filter, onFilter, filterRef, onWish }: SlotsHeadProps) {
  const { status, now, readOnly } = portfolio;
  return (
    <Row>
      <h2>{titleOf(status?.slots ?? 10)}</h2>
      <small>
        {status === null
          ? ''
          : say('score = mean of four parts · {review} · weights by score, cap {cap} %', {
              review: reviewWords(status, now),
              cap: formatAmount(String(status.cap), { decimals: 0 }),
            })}
      </small>
      {readOnly && <Tag title={READ_ONLY_TITLE}>{say('READ ONLY')}</Tag>}
      <NextChange portfolio={portfolio} onWish={onWish} />
      <input
        ref={filterRef}
        type="search"
        aria-label={say('Filter symbols')}
        placeholder={`${say('Filter')}  /`}
        value={filter}
        onChange={({ target }) => onFilter(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onFilter('');
          event.currentTarget.blur();
        }}
      />
      <Button variant="outlined" color="inherit" data-plain onClick={() => onWish({ kind: 'weights', symbol: null })}>
        {say('What-if weights')} <Kbd>W</Kbd>
      </Button>
      <Button
        variant="outlined"
        color="inherit"
        data-plain
        disabled={readOnly}
        onClick={() => onWish({ kind: 'add', symbol: null })}
      >
        {say('Add symbol')} <Kbd>A</Kbd>
      </Button>
      <Age status={status} />
    </Row>
  );
}
