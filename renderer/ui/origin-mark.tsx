import Popover from '@mui/material/Popover';
import { styled } from '@mui/material/styles';
import { useId, useState, type ReactNode } from 'react';
import { say } from '#shared/language/words.ts';
import { formatAge, formatMoment } from './format-time.ts';
import { tone } from './theme/tokens.ts';

const Mark = styled('button')({
  // Heads style their buttons; the mark looks the same in each.
  '&&&': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 10,
    flex: 'none',
    justifyContent: 'center',
    minWidth: 24,
    minHeight: 24,
    margin: '0 -4px',
    padding: '0 4px',
    border: 0,
    borderRadius: 4,
    background: 'none',
    font: 'inherit',
    fontSize: 11,
    color: `var(--origin-mark, ${tone.text3})`,
    whiteSpace: 'nowrap',
    cursor: 'pointer',
    '&:hover, &[aria-expanded=true]': { color: `var(--origin-mark, ${tone.text})`, textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${tone.king}`, outlineOffset: 0 },
  },
});

const Card = styled('div')({
  maxWidth: 340,
  padding: '12px 16px 14px',
  fontSize: 12,
  lineHeight: 1.45,
  color: tone.text,
  '& h3': { fontSize: 12.5, fontWeight: 600, marginBottom: 8 },
  '& dl': { display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '6px 14px', margin: 0 },
  '& dt': { color: tone.text2 },
  '& dd': { margin: 0, fontVariantNumeric: 'tabular-nums' },
  '& section': { marginTop: 10, paddingTop: 8, borderTop: `1px solid ${tone.line}` },
  '& h4': { fontSize: 12, fontWeight: 600, margin: '0 0 2px' },
  '& section p + p': { color: tone.text2 },
});

export interface OriginProps {
  /** What the figures are made of and where that comes from, as a sentence without its full stop. */
  readonly from: string;
  /** Measured, estimated or simulated, and what that means here, in whole sentences. */
  readonly kind: string;
  /** When the data were true, ms since 1970; null when not known. */
  readonly asOf: number | null;
  /** The clock to measure the age against, ms since 1970; null when not known. */
  readonly now: number | null;
  /** Figures near it that come from elsewhere; their kind is told where it is another one, their time where they have their own. */
  readonly others?:
    | readonly {
        readonly figures: string;
        readonly from: string;
        readonly kind: string;
        readonly asOf?: number | null | undefined;
      }[]
    | undefined;
  /** Tells the age in place of `now`, from a clock that goes while the card is open. */
  readonly age?: ReactNode;
  /** The name read aloud, where what is drawn is a sign. */
  readonly label?: string;
}

/** Source, kind and time of figures, written out. */
export function OriginFacts({ from, kind, asOf, now, age, others = [] }: OriginProps) {
  return (
    <>
      <dl>
        <dt>{say('Source')}</dt>
        <dd>{say('{sentence}.', { sentence: from })}</dd>
        <dt>{say('Kind')}</dt>
        <dd>{kind}</dd>
        <dt>{say('As of')}</dt>
        <dd>
          {asOf === null ? say('Nothing has come yet.') : `${formatMoment(asOf)} UTC`}
          {asOf !== null && now !== null && `, ${say('{age} ago', { age: formatAge(now - asOf) })}`}
          {age}
        </dd>
      </dl>
      {others.map((other) => (
        <section key={other.figures}>
          <h4>{other.figures}</h4>
          <p>{say('{sentence}.', { sentence: other.from })}</p>
          {other.kind !== kind && <p>{other.kind}</p>}
          {typeof other.asOf === 'number' && <p>{say('As of {time} UTC', { time: formatMoment(other.asOf) })}</p>}
        </section>
      ))}
    </>
  );
}

interface OriginMarkProps extends OriginProps {
  readonly children: ReactNode;
  /** What the card says in place of the given, where that changes while it is open. */
  readonly content?: ReactNode;
}

/** What stands beside figures, a word for their kind or their age; pressed, it says where they come from. */
export function OriginMark({ children, content, ...origin }: OriginMarkProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const title = useId();
  return (
    <>
      <Mark
        type="button"
        data-origin
        aria-label={origin.label}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        title={say('Where this comes from')}
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        {children}
      </Mark>
      {anchor !== null && (
        <Popover
          open
          anchorEl={anchor}
          onClose={() => setAnchor(null)}
          anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
          transformOrigin={{ vertical: 'top', horizontal: 'right' }}
          transitionDuration={0}
          slotProps={{ paper: { role: 'dialog', 'aria-labelledby': title, 'data-origin-card': '' } as object }}
        >
          <Card>
            <h3 id={title}>{say('Where this comes from')}</h3>
            {content ?? <OriginFacts {...origin} />}
          </Card>
        </Popover>
      )}
    </>
  );
}
