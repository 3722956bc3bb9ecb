import { styled } from '@mui/material/styles';
import { useEffect, useRef } from 'react';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { PictureReading } from '#shared/contract/liquidation-imports.ts';
import { say } from '#shared/language/words.ts';

const Frame = styled('div')({
  border: `1px solid ${tone.line}`,
  borderRadius: 8,
  background: tone.raised,
  '& canvas': { display: 'block', width: '100%', height: 'auto', borderRadius: 7 },
});

type Pen = CanvasRenderingContext2D;

/** Drawn on somebody else's picture: black under white is seen on any ground. */
function outlined(pen: Pen, width: number, draw: () => void): void {
  for (const [colour, wide] of [
    ['#000', 3 * width],
    ['#fff', width],
  ] as const) {
    pen.strokeStyle = colour;
    pen.lineWidth = wide;
    draw();
  }
}

function paintReading(pen: Pen, { levels, labels, plot, priceAt }: PictureReading, scale: number): void {
  const line = Math.max(1, scale);
  // Tops of the bars as one outline, so that a bar read too high or too low stands out.
  const tops = new Map<number, { readonly right: number; top: number }>();
  for (const { box } of levels) {
    const known = tops.get(box.left);
    if (known === undefined) tops.set(box.left, { right: box.right, top: box.top });
    else known.top = Math.min(known.top, box.top);
  }
  outlined(pen, line, () => {
    pen.beginPath();
    for (const [left, { right, top }] of tops) {
      pen.moveTo(left, top);
      pen.lineTo(right, top);
    }
    pen.stroke();
  });
  outlined(pen, line, () => {
    for (const { box } of labels)
      pen.strokeRect(box.left - 3, box.top - 3, box.right - box.left + 6, box.bottom - box.top + 6);
  });
  outlined(pen, line, () => {
    pen.beginPath();
    pen.moveTo(priceAt, plot.top);
    pen.lineTo(priceAt, plot.bottom);
    pen.stroke();
  });
}

interface PictureOverlayProps {
  readonly picture: Blob;
  readonly reading: PictureReading;
  readonly width: number;
  readonly height: number;
}

/** The picture with what was read drawn over it: tops of bars, labels, the line of the price. */
export function PictureOverlay({ picture, reading, width, height }: PictureOverlayProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let shown = true;
    void createImageBitmap(picture).then((bitmap) => {
      const pen = ref.current?.getContext('2d');
      if (!shown || pen === null || pen === undefined) return;
      pen.drawImage(bitmap, 0, 0);
      bitmap.close();
      paintReading(pen, reading, width / 900);
    });
    return () => {
      shown = false;
    };
  }, [picture, reading, width]);
  const label = say(
    'The picture with {levels, plural, one {# level} other {# levels}}, {labels, plural, one {# label} other {# labels}} and the price marked',
    { levels: reading.levels.length, labels: reading.labels.length },
  );
  return (
    <Frame>
      <canvas ref={ref} width={width} height={height} role="img" aria-label={label} />
    </Frame>
  );
}
