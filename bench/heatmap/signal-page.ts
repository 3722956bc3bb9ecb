/**
 * What runs in the page of the signal heatmap: the matrix as the screen draws it, and the peer's heatmap over the same scores.
 * Values are `[row × columns + column]`, −100 to +100. The bench puts `echarts` there before.
 */
export const SIGNAL_PAGE = `
import { createNeutralScale, createSignalScale, shadeOf } from '#renderer/charts/signal-scale.ts';
import { Camera } from '#renderer/features/heatmap/camera.ts';
import { matrixLayout } from '#renderer/features/heatmap/matrix-layout.ts';
import { MatrixSurface } from '#renderer/features/heatmap/matrix-surface.ts';
import { pixelTable } from '#renderer/features/heatmap/flat-picture.ts';
import { TOKENS } from '#renderer/ui/theme/tokens.ts';

const SETS = 2;
const SEEN = 500;
const CHANGED = 0.1;
const PAN = 20;
const opinion = createSignalScale('safe', TOKENS.dark);
const neutral = createNeutralScale(TOKENS.dark);
const pixels = pixelTable(TOKENS.dark, opinion, neutral);
const style = { tokens: TOKENS.dark, opinion, neutral, pixels, confidence: 'dot', print: { opinion: null, neutral: null } };

/** The same scores for both, made by arithmetic. */
function scores(rows, columns, set) {
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const wave = Math.sin(column / 17 + set) * Math.cos(row / 41 + set) + Math.sin((row * column) / 9_001 + set);
      values[row * columns + column] = Math.max(-100, Math.min(100, 60 * wave));
    }
  return values;
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const momentsOf = (count) =>
  Array.from({ length: count }, (_, step) => ({ kind: 'time', id: String(step), label: '', timeframe: '4h', ts: step, step }));

function place(width, height) {
  const box = document.createElement('div');
  Object.assign(box.style, { position: 'relative', width: width + 'px', height: height + 'px', overflow: 'hidden' });
  document.body.append(box);
  return box;
}

/** The matrix, cells as large as a zoom makes them, in a view of so many pixels. */
function own({ rows, columns, cell, width, height }) {
  const box = place(width, height);
  const canvas = document.createElement('canvas');
  Object.assign(canvas.style, { position: 'absolute', left: 0, top: 0, imageRendering: 'pixelated', willChange: 'transform' });
  box.append(canvas);
  const layout = matrixLayout(momentsOf(columns), rows, columns * cell, cell);
  const size = layout.flat ? layout : { width, height };
  Object.assign(canvas.style, { width: size.width + 'px', height: size.height + 'px' });
  const surface = new MatrixSurface();
  const { picture } = surface;
  picture.shape(rows, columns);
  surface.look(canvas, layout, style, width, height);
  const camera = new Camera(() => 1);
  camera.follow((left, top) => {
    if (layout.flat) canvas.style.transform = 'translate(' + -left + 'px,' + -top + 'px)';
    surface.draw(left, top);
  });
  camera.size(width, height, layout.width, layout.height);
  const sets = Array.from({ length: SETS }, (_, set) => scores(rows, columns, set));
  const draw = (set) => {
    for (let row = 0; row < rows; row += 1) picture.writeOpinions(row * columns, sets[set], row * columns, columns);
    camera.flush();
  };
  const now = Float32Array.from(sets[0]);
  let at = 0;
  /** A tenth of all cells takes another value. */
  const change = () => {
    const count = Math.round(now.length * CHANGED);
    for (let i = 0; i < count; i += 1) {
      at = (at + 7_919) % now.length;
      now[at] = now[at] > 0 ? now[at] - 90 : now[at] + 90;
      picture.writeOpinions(at, now, at, 1);
    }
  };
  return { box, draw, change, camera };
}

/** The peer with the same scores, each a rectangle of one pixel. */
async function peer({ rows, columns, width, height }) {
  const box = place(width, height);
  const chart = echarts.init(box, null, { renderer: 'canvas', devicePixelRatio: 1 });
  const sets = Array.from({ length: SETS }, (_, set) =>
    Array.from(scores(rows, columns, set), (value, at) => [at % columns, rows - 1 - Math.floor(at / columns), value]),
  );
  const names = (count) => Array.from({ length: count }, (_, at) => String(at));
  const set = (option) =>
    new Promise((resolve) => {
      chart.on('finished', function done() {
        chart.off('finished', done);
        resolve(undefined);
      });
      chart.setOption(option);
    });
  await set({
    animation: false,
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    xAxis: { type: 'category', show: false, data: names(columns) },
    yAxis: { type: 'category', show: false, data: names(rows) },
    visualMap: { show: false, min: -80, max: 80, calculable: false, inRange: { color: opinion.colours } },
    series: [{ type: 'heatmap', data: [], progressive: 0, silent: true, emphasis: { disabled: true } }],
  });
  return { box, draw: (at) => set({ series: [{ data: sets[at] }] }) };
}

globalThis.bench = {
  kept: null,
  asked: null,
  async open(asked) {
    bench.asked = asked;
    bench.kept = asked.which === 'own' ? own(asked) : await peer(asked);
    await bench.kept.draw(0);
    await frame();
  },
  /** Draws all cells anew so many times, one a frame. */
  async run(frames) {
    for (let i = 1; i <= frames; i += 1) {
      await frame();
      await bench.kept.draw(i % SETS);
    }
    await frame();
  },
  /** Pans to and fro while a tenth of the cells changes with every frame. @returns ms between the frames, and ms of script in each */
  async move(frames) {
    const { camera, change } = bench.kept;
    const between = new Float64Array(frames);
    const script = new Float64Array(frames);
    let last = await frame();
    for (let i = 0; i < frames; i += 1) {
      const began = performance.now();
      // A brisk drag: to and fro by so many pixels a frame.
      const away = PAN * Math.min(i, frames - i);
      change();
      camera.moveTo(away, away);
      camera.flush();
      script[i] = performance.now() - began;
      const at = await frame();
      between[i] = at - last;
      last = at;
    }
    return { between: [...between], script: [...script] };
  },
  /** Cells whose colour in the picture of the first set is not the scale's, of those looked at. */
  wrong({ tolerance, around }) {
    const { rows, columns } = bench.asked;
    const pen = bench.kept.box.querySelector('canvas').getContext('2d');
    const values = scores(rows, columns, 0);
    const colourOf = (x, y) => {
      const hex = opinion.colours[shadeOf(values[y * columns + x])];
      return [1, 3, 5].map((from) => parseInt(hex.slice(from, from + 2), 16));
    };
    let wrong = 0;
    for (let i = 0; i < SEEN; i += 1) {
      const [x, y] = [2 + ((i * 389) % (columns - 4)), 2 + ((i * 211) % (rows - 4))];
      const shown = [...pen.getImageData(x, y, 1, 1).data];
      let right = false;
      for (let dx = -around; dx <= around; dx += 1)
        for (let dy = -around; dy <= around; dy += 1)
          right ||= colourOf(x + dx, y + dy).every((one, at) => Math.abs(one - shown[at]) <= tolerance);
      if (!right) wrong += 1;
    }
    return wrong;
  },
};
`;
