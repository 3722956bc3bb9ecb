import { styled } from '@mui/material/styles';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { groupsOf } from './record-words.ts';
import { NO_FILTER, type JournalFilter } from './use-journal.ts';

const Row = styled('div')({
  display: 'flex',
  alignItems: 'center',
  flexWrap: 'wrap',
  gap: 6,
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
  },
  '& button[aria-pressed=true]': {
    background: tone.kingSoft,
    borderColor: tone.king,
    color: tone.text,
    fontWeight: 600,
  },
  '& input': {
    height: 26,
    minWidth: 120,
    flex: '1 1 130px',
    maxWidth: 220,
    padding: '0 9px',
    borderRadius: 5,
    border: `1px solid ${tone.lineStrong}`,
    background: tone.bg,
    color: tone.text,
    fontSize: 12,
  },
  '& input::placeholder': { color: tone.text3 },
});

interface JournalFiltersProps {
  readonly types: readonly string[];
  readonly filter: JournalFilter;
  readonly onChange: (filter: JournalFilter) => void;
}

const toggled = (groups: readonly string[], group: string): readonly string[] =>
  groups.includes(group) ? groups.filter((other) => other !== group) : [...groups, group];

/** Narrows the journal by group of types, by subject, by text. */
export function JournalFilters({ types, filter, onChange }: JournalFiltersProps) {
  const narrowed = filter !== NO_FILTER && (filter.groups.length > 0 || filter.subject !== '' || filter.text !== '');
  return (
    <Row role="search" aria-label={say('Filter records')}>
      {groupsOf(types).map((group) => (
        <button
          key={group}
          type="button"
          data-verbatim
          aria-pressed={filter.groups.includes(group)}
          onClick={() => onChange({ ...filter, groups: toggled(filter.groups, group) })}
        >
          {group}
        </button>
      ))}
      <span style={{ flex: 1 }} />
      <input
        aria-label={say('Subject')}
        placeholder={say('Subject')}
        value={filter.subject}
        onChange={(event) => onChange({ ...filter, subject: event.target.value })}
      />
      <input
        aria-label={say('Text in the record')}
        placeholder={say('Text in the record')}
        maxLength={200}
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
      />
      {narrowed && (
        <button type="button" onClick={() => onChange(NO_FILTER)}>
          {sayAs('button', 'Clear')}
        </button>
      )}
    </Row>
  );
}
