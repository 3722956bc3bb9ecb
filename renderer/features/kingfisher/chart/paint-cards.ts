import { penFont, write, type Pen } from '#renderer/charts/pen.ts';
import { rankWord, type ClusterCard } from './cards.ts';
import { clipped } from './paint-heat.ts';
import { middle } from './scales.ts';
import type { Picture } from './scene.ts';

const CHIP = 22;

function paintBracket(pen: Pen, { box, top, bottom }: ClusterCard, right: number, colour: string): void {
  const [high, low] = [Math.round(top) + 0.5, Math.round(Math.max(bottom, top + 3)) + 0.5];
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.moveTo(right - 5, high);
  pen.lineTo(right, high);
  pen.lineTo(right, low);
  pen.lineTo(right - 5, low);
  pen.moveTo(box.x + box.width, middle(box));
  pen.lineTo(right, (high + low) / 2);
  pen.stroke();
}

/** Card, leader and bracket of each cluster. */
export function paintCards(pen: Pen, { layout, tokens }: Picture, cards: readonly ClusterCard[]): void {
  const right = layout.ahead.x + layout.ahead.width - 4.5;
  clipped(pen, layout.ahead, () => {
    for (const card of cards) {
      const colour = card.cluster.side === 'long' ? tokens.liqLong : tokens.liqShort;
      paintBracket(pen, card, right, colour);
      paintCard(pen, card, colour);
    }
  });

  function paintCard(on: Pen, { box, lines, cluster }: ClusterCard, colour: string): void {
    on.beginPath();
    on.roundRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1, 5);
    on.fillStyle = tokens.tip;
    on.fill();
    on.strokeStyle = colour;
    on.globalAlpha = 0.7;
    on.lineWidth = 1;
    on.stroke();
    const single = lines.length === 1;
    on.beginPath();
    on.roundRect(box.x + 4, box.y + (single ? 3 : 5), CHIP, box.height - (single ? 6 : 10), 4);
    on.globalAlpha = 0.2;
    on.fillStyle = colour;
    on.fill();
    on.globalAlpha = 1;
    on.font = penFont(11, 600);
    write(on, rankWord(cluster.rank), box.x + 4 + CHIP / 2, middle(box), colour, 'center');
    write(on, lines[0] ?? '', box.x + CHIP + 10, single ? middle(box) : box.y + 11, tokens.text);
    if (single) return;
    on.font = penFont(11);
    write(on, lines[1] ?? '', box.x + CHIP + 10, box.y + 24, tokens.text2);
  }
}
