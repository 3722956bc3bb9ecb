import { penFont, write } from '#renderer/charts/pen.ts';
import { saveFile } from '#renderer/ui/save-file.ts';
import type { Tokens } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import type { LiquidationChart } from './chart.ts';

const HEAD = 44;
const RATIO = 2;

/** What the head of the picture says. */
export interface PictureWords {
  readonly title: string;
  readonly note: string;
  readonly mark: string;
}

function composed(chart: LiquidationChart, words: PictureWords, tokens: Tokens): HTMLCanvasElement {
  const { width, height } = chart.layout;
  const canvas = document.createElement('canvas');
  canvas.width = width * RATIO;
  canvas.height = (height + HEAD) * RATIO;
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error(say('This browser draws no picture'));
  pen.scale(RATIO, RATIO);
  pen.fillStyle = tokens.panel;
  pen.fillRect(0, 0, width, height + HEAD);
  pen.font = penFont(15, 600);
  write(pen, words.title, 12, 15, tokens.text);
  pen.font = penFont(11);
  write(pen, words.note, 12, 33, tokens.text2);
  pen.font = penFont(11, 600);
  write(pen, words.mark, width - 12, 15, tokens.ember, 'right');
  pen.translate(0, HEAD);
  chart.paintOn(pen);
  return canvas;
}

/** Saves the whole chart with its title, moment and what it is as a PNG. */
export async function savePicture(
  chart: LiquidationChart,
  words: PictureWords,
  tokens: Tokens,
  name: string,
): Promise<void> {
  const canvas = composed(chart, words, tokens);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (blob === null) throw new Error(say('The picture could not be made'));
  saveFile(name, blob);
}
