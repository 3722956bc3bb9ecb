import { styled } from '@mui/material/styles';
import { DISPOSITIONS } from '#shared/domain/disposition.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { DISPOSITION_WORDS, type DispositionCounts } from './signal-words.ts';
import { isNarrowed, NO_FILTER, type ConsoleFilter } from './use-console.ts';

const Row = styled('div')({
  display: 'flex',
  alignItems: 'center',
  flexWrap: 'wrap',
  gap: 6,
  flex: 'none',
  padding: '8px 16px',
  borderBottom: `1px solid ${tone.line}`,
  '& button': {
    height: 24,
    padding: '0 10px',
    borderRadius: 12,
    border: `1px solid ${tone.lineStrong}`,
    background: 'none',
    color: tone.text2,
    fontSize: 11.5,
    cursor: 'pointer',
    whiteSpace: 'nowrap',
  },
  '& button span': { color: tone.text3, marginLeft: 5 },
  '& button[aria-pressed=true]': {
    background: tone.kingSoft,
    borderColor: tone.king,
    color: tone.text,
    fontWeight: 600,
  },
  '& input, & select': {
    height: 26,
    padding: '0 8px',
    borderRadius: 5,
    border: `1px solid ${tone.lineStrong}`,
    background: tone.bg,
    color: tone.text,
    fontSize: 12,
    fontFamily: 'inherit',
  },
  '& select': { flex: '0 1 150px', minWidth: 110 },
  '& input': { flex: '1 1 140px', minWidth: 120, maxWidth: 280 },
  '& input::placeholder': { color: tone.text3 },
});

interface ConsoleFiltersProps {
  readonly filter: ConsoleFilter;
  /** Of the last 24 h; null while not known. */
  readonly counts: DispositionCounts | null;
  readonly symbols: readonly string[];
  readonly sources: readonly string[];
  readonly onChange: (filter: ConsoleFilter) => void;
}

/** Narrows the console by what became of a signal, by symbol, source and text. */
export function ConsoleFilters({ filter, counts, symbols, sources, onChange }: ConsoleFiltersProps) {
  return (
    <Row role="search" aria-label={say('Filter signals')}>
      {DISPOSITIONS.map((name) => {
        const pressed = filter.disposition === name;
        return (
          <button
            key={name}
            type="button"
            aria-pressed={pressed}
            title={counts === null ? undefined : say('{count} in the last 24 h', { count: formatCount(counts[name]) })}
            onClick={() => onChange({ ...filter, disposition: pressed ? null : name })}
          >
            {DISPOSITION_WORDS[name].word}
            {counts !== null && <span>{formatCount(counts[name])}</span>}
          </button>
        );
      })}
      <span style={{ flex: '1 1 0' }} />
      <select
        aria-label={say('Symbol')}
        value={filter.symbol}
        onChange={(event) => onChange({ ...filter, symbol: event.target.value })}
      >
        <option value="">{say('All symbols')}</option>
        {symbols.map((symbol) => (
          <option key={symbol}>{symbol}</option>
        ))}
      </select>
      <select
        aria-label={say('Source')}
        value={filter.source}
        onChange={(event) => onChange({ ...filter, source: event.target.value })}
      >
        <option value="">{say('All sources')}</option>
        {sources.map((source) => (
          <option key={source}>{source}</option>
        ))}
      </select>
      <input
        aria-label={say('Text in the signal')}
        placeholder={say('Code, sentence or id')}
        maxLength={100}
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
      />
      {isNarrowed(filter) && (
        <button type="button" onClick={() => onChange(NO_FILTER)}>
          {say('Clear')}
        </button>
      )}
    </Row>
  );
}
