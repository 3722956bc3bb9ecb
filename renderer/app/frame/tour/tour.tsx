import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { goOnTour, useFirstRun } from '#renderer/data/first-run.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { TOUR_STEPS, type TourStep } from './steps.ts';

const Ring = styled('div')({
  position: 'fixed',
  zIndex: 1_350,
  border: `2px solid ${tone.king}`,
  borderRadius: 8,
  pointerEvents: 'none',
  boxShadow: '0 0 0 4px #2AA7D633',
});

const Card = styled('section')({
  position: 'fixed',
  zIndex: 1_351,
  width: 'min(340px, calc(100vw - 24px))',
  padding: '14px 16px 10px',
  borderRadius: 10,
  border: `1px solid ${tone.lineStrong}`,
  background: tone.raised,
  boxShadow: '0 10px 36px #00000066',
  '& h2': { fontSize: 14, fontWeight: 600, marginBottom: 4 },
  '& p': { fontSize: 12.5, color: tone.text2, lineHeight: 1.5 },
  '& footer': { display: 'flex', alignItems: 'center', gap: 6, marginTop: 10, fontSize: 11, color: tone.text3 },
});

const CARD = { width: 340, height: 150, gap: 12 };

/** The element of a step as it stands in the window now; null when it is not shown. */
function boxOf({ target }: TourStep): DOMRect | null {
  const box = document.querySelector(target)?.getBoundingClientRect();
  return box === undefined || box.width === 0 ? null : box;
}

/** Beside a tall element, else below or above it, within the window. */
function cardPlace(box: DOMRect) {
  const { innerWidth, innerHeight } = window;
  const beside = box.height > innerHeight / 2 && box.right + CARD.width + CARD.gap < innerWidth;
  const left = beside ? box.right + CARD.gap : Math.min(Math.max(12, box.left), innerWidth - CARD.width - 12);
  const below = box.bottom + CARD.gap;
  const top = beside ? box.top + 24 : below + CARD.height < innerHeight ? below : box.top - CARD.height - CARD.gap;
  return { left: Math.max(12, left), top: Math.max(12, top) };
}

const next = (at: number): number | null => {
  const found = TOUR_STEPS.findIndex((step, index) => index > at && boxOf(step) !== null);
  return found < 0 ? null : found;
};

function Stop({ at, step }: { readonly at: number; readonly step: TourStep }) {
  const [box, setBox] = useState<DOMRect | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const measure = () => setBox(boxOf(step));
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [step]);
  useEffect(() => button.current?.focus(), [box, step]);
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') goOnTour(null);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  if (box === null) return null;
  const last = next(at) === null;
  return (
    <>
      <Ring style={{ left: box.left - 4, top: box.top - 4, width: box.width + 8, height: box.height + 8 }} />
      <Card role="dialog" aria-label={say('Tour: {title}', { title: step.title })} style={cardPlace(box)}>
        <h2>{step.title}</h2>
        <p aria-live="polite">{step.text}</p>
        <footer>
          <span style={{ flex: 1 }}>
            {say('{step} of {steps} · Esc leaves', { step: at + 1, steps: TOUR_STEPS.length })}
          </span>
          {at > 0 && <Button onClick={() => goOnTour(at - 1)}>{say('Back')}</Button>}
          <Button ref={button} variant="contained" onClick={() => goOnTour(next(at))}>
            {last ? say('Done') : sayAs('button', 'Next')}
          </Button>
        </footer>
      </Card>
    </>
  );
}

/** A walk along the window; it covers nothing, and the window stays usable meanwhile. */
export function Tour() {
  const at = useFirstRun((state) => state.tourAt);
  const step = at === null ? undefined : TOUR_STEPS[at];
  if (at === null || step === undefined) return null;
  return <Stop at={at} step={step} />;
}
