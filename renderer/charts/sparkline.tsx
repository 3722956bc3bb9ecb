import { memo } from 'react';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { sparkPoints } from './spark-points.ts';

interface SparklineProps {
  readonly values: readonly number[];
  readonly width?: number;
  readonly height?: number;
  readonly label: string;
}

/** A price line without axes; nothing below two values. Drawn anew only for other values. */
export const Sparkline = memo(function Sparkline({ values, width = 48, height = 22, label }: SparklineProps) {
  const points = sparkPoints(values, width, height);
  return (
    <svg width={width} height={height} role="img" aria-label={label} style={{ flex: 'none' }}>
      {points !== '' && (
        <polyline points={points} fill="none" stroke={tone.ind3} strokeWidth={1.1} strokeLinejoin="round" />
      )}
    </svg>
  );
});
