import { say } from '#shared/language/words.ts';

const SLOT = 3.5;
const HEIGHT = 14;

interface BeatsProps {
  /** Work time in ms by slot, oldest first; null where there was no beat. */
  readonly beats: readonly (number | null)[];
  readonly tone: string;
}

/** The beats of the last minute: one bar a slot, its height the work time on a root scale; no beat, no bar. */
export function Beats({ beats, tone }: BeatsProps) {
  const largest = Math.max(1e-9, ...beats.map((beat) => beat ?? 0));
  const seen = beats.filter((beat) => beat !== null).length;
  return (
    <svg
      width={beats.length * SLOT}
      height={HEIGHT}
      role="img"
      aria-label={say('{seen, plural, one {# beat} other {# beats}} in the last minute', { seen })}
      style={{ display: 'block' }}
    >
      {beats.map((beat, index) => {
        if (beat === null) return null;
        const height = 3 + (HEIGHT - 3) * Math.sqrt(beat / largest);
        const opacity = 0.45 + (0.55 * (index + 1)) / beats.length;
        return (
          <rect
            key={index}
            x={index * SLOT}
            y={HEIGHT - height}
            width={2}
            height={height}
            rx={0.8}
            fill={tone}
            opacity={opacity}
          />
        );
      })}
    </svg>
  );
}
