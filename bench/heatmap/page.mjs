// @ts-check
/// <reference lib="dom" />
/**
 * What runs in the page: both heatmaps over the same cells. The bench puts `HeatBitmap`, `heatRamp` and `echarts` there before.
 * Values are `[column × levels + level]`, lowest level first, 0 to 3.
 */
const global = /** @type {any} */ (globalThis);
const COLOURS = ['#0B0F14', '#12304A', '#1F6B8E', '#4FA3A5', '#E6B450', '#FFE9B0'];
const SETS = 2;
/** Cells whose colour is looked at. */
const SEEN = 500;

/** The same cells for both, made by arithmetic. @param {number} levels @param {number} columns @param {number} set */
function cells(levels, columns, set) {
  const z = new Float32Array(levels * columns);
  for (let column = 0; column < columns; column += 1)
    for (let level = 0; level < levels; level += 1) {
      const wave = Math.sin(level / 17 + set) * Math.cos(column / 41 + set) + Math.sin((level * column) / 9_001);
      z[column * levels + level] = Math.max(0, Math.min(3, 1.5 + wave));
    }
  return z;
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** The heat of the liquidation chart, drawn in its worker and laid on a canvas. @param {number} levels @param {number} columns */
function own(levels, columns) {
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = levels;
  const place = document.createElement('div');
  place.append(canvas);
  document.body.append(place);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: false }));
  const sets = Array.from({ length: SETS }, (_, set) => cells(levels, columns, set));
  let onReady = () => {};
  const heat = new global.HeatBitmap(global.heatRamp(COLOURS), () => onReady());
  /** @param {number} set */
  const draw = async (set) => {
    await new Promise((resolve) => {
      onReady = () => resolve(undefined);
      heat.show({ levels, columns, z: sets[set] });
    });
    pen.drawImage(heat.bitmap, 0, 0);
  };
  return { place, draw };
}

/** The peer with the same cells, each a rectangle of one pixel. @param {number} levels @param {number} columns */
async function peer(levels, columns) {
  const place = document.createElement('div');
  place.style.width = `${columns}px`;
  place.style.height = `${levels}px`;
  document.body.append(place);
  const chart = global.echarts.init(place, null, { renderer: 'canvas', devicePixelRatio: 1 });
  const sets = Array.from({ length: SETS }, (_, set) => {
    const z = cells(levels, columns, set);
    return Array.from(z, (value, at) => [Math.floor(at / levels), at % levels, value]);
  });
  const hidden = { type: 'category', show: false };
  const names = (/** @type {number} */ count) => Array.from({ length: count }, (_, at) => String(at));
  const colours = Array.from(
    global.heatRamp(COLOURS),
    (/** @type {number} */ pixel) => `rgb(${pixel & 255},${(pixel >>> 8) & 255},${(pixel >>> 16) & 255})`,
  );
  /** Sets and waits until all of it is drawn. @param {object} option */
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
    xAxis: { ...hidden, data: names(columns) },
    yAxis: { ...hidden, data: names(levels) },
    visualMap: { show: false, min: 0, max: 3, calculable: false, inRange: { color: colours } },
    series: [{ type: 'heatmap', data: [], progressive: 0, silent: true, emphasis: { disabled: true } }],
  });
  return { place, draw: (/** @type {number} */ at) => set({ series: [{ data: sets[at] }] }) };
}

global.bench = {
  kept: /** @type {Record<string, any>} */ ({}),
  /** @param {'own' | 'peer'} which @param {number} levels @param {number} columns */
  async open(which, levels, columns) {
    const made = which === 'own' ? own(levels, columns) : await peer(levels, columns);
    global.bench.kept[`${which} ${columns}`] = made;
    await made.draw(0);
    await frame();
  },
  /** Draws all cells anew so many times, one a frame. @param {string} name @param {number} frames */
  async run(name, frames) {
    const { draw } = global.bench.kept[name];
    for (let i = 1; i <= frames; i += 1) {
      await frame();
      await draw(i % SETS);
    }
    await frame();
  },
  /**
   * Cells whose colour in the picture of the first set is not the ramp's, of those looked at. The peer's rectangles may be laid
   * a pixel off and its colours mixed: a neighbouring cell's colour within the tolerance is right, too.
   * @param {string} name @param {number} levels @param {number} columns @param {{ tolerance: number, around: number }} slack
   */
  wrong(name, levels, columns, { tolerance, around }) {
    const canvas = /** @type {HTMLCanvasElement} */ (global.bench.kept[name].place.querySelector('canvas'));
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const ramp = global.heatRamp(COLOURS);
    const z = cells(levels, columns, 0);
    const colourOf = (/** @type {number} */ x, /** @type {number} */ y) => {
      const pixel = ramp[Math.round(((z[x * levels + (levels - 1 - y)] ?? 0) / 3) * 255)];
      return [pixel & 255, (pixel >>> 8) & 255, (pixel >>> 16) & 255];
    };
    let wrong = 0;
    for (let i = 0; i < SEEN; i += 1) {
      const [x, y] = [2 + ((i * 389) % (columns - 4)), 2 + ((i * 211) % (levels - 4))];
      const shown = [...pen.getImageData(x, y, 1, 1).data];
      let right = false;
      for (let dx = -around; dx <= around; dx += 1)
        for (let dy = -around; dy <= around; dy += 1)
          right ||= colourOf(x + dx, y + dy).every((one, at) => Math.abs(one - (shown[at] ?? 0)) <= tolerance);
      if (!right) wrong += 1;
    }
    return wrong;
  },
};
