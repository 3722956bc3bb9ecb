import { useLayoutEffect, useRef } from 'react';

interface CanvasProps {
  readonly width: number;
  readonly height: number;
  /** Draws in CSS pixels; called again when it or the size changes. */
  readonly paint: (context: CanvasRenderingContext2D) => void;
  /** What the picture says, for those who do not see it. */
  readonly label?: string;
}

/** A canvas at the resolution of the display. */
export function Canvas({ width, height, paint, label }: CanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = ref.current?.getContext('2d');
    if (context === null || context === undefined) return;
    const ratio = window.devicePixelRatio;
    context.canvas.width = Math.round(width * ratio);
    context.canvas.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    paint(context);
  }, [width, height, paint]);
  const role = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <canvas ref={ref} style={{ position: 'absolute', inset: 0, width, height, pointerEvents: 'none' }} {...role} />
  );
}
