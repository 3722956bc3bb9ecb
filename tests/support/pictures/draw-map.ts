import type { MapSpec } from './map-specs.ts';

/** What the labels say in each language; the words of an axis do not matter to who reads it. */
export const WORDS = {
  en: {
    title: 'Liquidation Map',
    price: 'Current Price',
    long: 'Cumulative Long',
    short: 'Cumulative Short',
    axis: 'Liquidation Leverage',
  },
  de: {
    title: 'Liquidationskarte',
    price: 'Aktueller Kurs',
    long: 'Kumulierte Longs',
    short: 'Kumulierte Shorts',
    axis: 'Liquidationen',
  },
  fr: {
    title: 'Carte des liquidations',
    price: 'Prix actuel',
    long: 'Longs cumulés',
    short: 'Shorts cumulés',
    axis: 'Liquidations',
  },
  zh: { title: '清算地图', price: '当前价格', long: '累计多单', short: '累计空单', axis: '清算强度' },
} as const;

/**
 * Draws a map on a canvas and gives it as a PNG in base64. Runs in a page: it knows nothing outside itself.
 */
export async function drawMap({
  spec,
  words,
}: {
  spec: MapSpec;
  words: (typeof WORDS)[keyof typeof WORDS];
}): Promise<string> {
  const { width, height, fontSize } = spec;
  const themes = {
    dark: { ground: '#141414', plot: '#141414', text: '#b8bcc4', grid: '#2a2a2a', axis: '#5a5d63' },
    light: { ground: '#ffffff', plot: '#ffffff', text: '#5b6066', grid: '#e6e8eb', axis: '#9aa0a6' },
    blue: { ground: '#1b2233', plot: '#2d3752', text: '#c8d0e0', grid: '#3a4564', axis: '#6b7796' },
  };
  const theme = themes[spec.theme];
  const colours: Record<number, string> = { 10: '#73d8da', 25: '#3fb68b', 50: '#f0a33a', 100: '#e8e34a' };
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  const font = (size: number): string => `${String(size)}px ${spec.fontFamily}`;
  const left = Math.round(fontSize * 9.5);
  const right = width - Math.round(fontSize * 6.5);
  const top = Math.round(fontSize * 6);
  const bottom = height - Math.round(fontSize * (spec.legend === 'bottom' ? 6 : 4));
  pen.fillStyle = theme.ground;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = theme.plot;
  pen.fillRect(left, top, right - left, bottom - top);
  const number = (value: number, digits: number): string => {
    const separators = { en: [',', '.'], zh: [',', '.'], de: ['.', ','], fr: [' ', ','] } as const;
    const [thousands, point] = separators[spec.language];
    const [whole = '', fraction = ''] = value.toFixed(digits).split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
    return fraction === '' ? grouped : `${grouped}${point}${fraction}`;
  };
  const greatest = Math.max(...spec.bins.map(({ worth }) => worth.reduce((a, b) => a + b, 0)));
  const steps = (most: number, wanted: number): number => {
    const power = 10 ** Math.floor(Math.log10(most / wanted));
    return ([1, 2, 2.5, 5, 10].find((one) => one * power * wanted >= most) ?? 10) * power;
  };
  const worthStep = steps(greatest, 6);
  const worthTop = worthStep * Math.ceil(greatest / worthStep);
  const yOf = (worth: number): number => bottom - ((bottom - top) * worth) / worthTop;
  const share = (price: number): number =>
    spec.scale === 'log'
      ? Math.log(price / spec.priceFrom) / Math.log(spec.priceTo / spec.priceFrom)
      : (price - spec.priceFrom) / (spec.priceTo - spec.priceFrom);
  const xOf = (price: number): number => left + (right - left) * share(price);
  // Grid and the axes with their labels.
  pen.font = font(fontSize);
  pen.textBaseline = 'middle';
  pen.textAlign = 'right';
  const worthText = (worth: number): string => {
    if (worth === 0) return '0';
    if (spec.unit === 'plain') return number(worth, 0);
    const dollar = spec.unit === 'dollar' ? '$' : '';
    const german = spec.language === 'de';
    if (spec.unit === 'wan') return `${number(worth / 1e4, 0)}万`;
    const millions = worthStep >= 1e6;
    const scaled = worth / (millions ? 1e6 : 1e3);
    const digits = Number.isInteger(worthStep / (millions ? 1e6 : 1e3)) ? 0 : 1;
    const unit = millions ? (german ? ' Mio.' : 'M') : german ? ' Tsd.' : 'K';
    return `${dollar}${number(scaled, digits)}${unit}`;
  };
  const drawWorths = (): void => {
    for (let worth = 0; worth <= worthTop + 1; worth += worthStep) {
      const y = Math.round(yOf(worth)) + 0.5;
      pen.strokeStyle = theme.grid;
      if (spec.grid && worth > 0) {
        pen.beginPath();
        pen.moveTo(left, y);
        pen.lineTo(right, y);
        pen.stroke();
      }
      pen.fillStyle = theme.text;
      pen.fillText(worthText(worth), left - 10, y);
    }
  };
  drawWorths();
  pen.textAlign = 'left';
  for (let i = 0; i <= 4; i += 1) pen.fillText(`${number(i * 400, 0)}M`, right + 10, bottom - ((bottom - top) * i) / 4);
  pen.strokeStyle = theme.axis;
  pen.beginPath();
  pen.moveTo(left, bottom + 0.5);
  pen.lineTo(right, bottom + 0.5);
  pen.stroke();
  const digits = spec.price > 1_000 ? 0 : spec.price > 20 ? 1 : 3;
  const priceStep = steps(spec.priceTo - spec.priceFrom, width > 1_500 ? 10 : 7);
  pen.textAlign = 'center';
  pen.textBaseline = 'top';
  const drawPrices = (): void => {
    let label = 0;
    for (let price = Math.ceil(spec.priceFrom / priceStep) * priceStep; price <= spec.priceTo; price += priceStep) {
      const x = xOf(price);
      pen.strokeStyle = theme.axis;
      pen.beginPath();
      pen.moveTo(Math.round(x) + 0.5, bottom);
      pen.lineTo(Math.round(x) + 0.5, bottom + 5);
      pen.stroke();
      const text = spec.mutated?.label === label ? spec.mutated.text : number(price, digits);
      pen.fillText(text, x, bottom + 9);
      label += 1;
    }
  };
  drawPrices();
  // Bars, stacked by leverage.
  const drawBars = (): void => {
    const pitch = (right - left) / spec.bins.length;
    for (const [i, { worth }] of spec.bins.entries()) {
      const from = Math.round(left + i * pitch);
      const to = Math.max(from + 2, Math.round(left + (i + 1) * pitch) - spec.gap);
      let base = 0;
      for (const [tier, one] of worth.entries()) {
        pen.fillStyle = colours[spec.leverages[tier] ?? 10] ?? '#73d8da';
        const [low, high] = [yOf(base), yOf(base + one)];
        pen.fillRect(from, Math.round(high), to - from, Math.round(low) - Math.round(high));
        base += one;
      }
    }
  };
  drawBars();
  // Cumulative curves away from the price.
  const totals = spec.bins.map(({ worth }) => worth.reduce((a, b) => a + b, 0));
  const all = totals.reduce((a, b) => a + b, 0);
  const curve = (up: boolean, colour: string): void => {
    let sum = 0;
    const own = spec.bins
      .map(({ price }, i) => ({ price, total: totals[i] ?? 0 }))
      .filter(({ price }) => (up ? price > spec.price : price < spec.price));
    pen.beginPath();
    pen.lineWidth = 2;
    pen.strokeStyle = colour;
    const points = up ? own : own.reverse();
    for (const [i, { price, total }] of points.entries()) {
      sum += total;
      const y = bottom - ((bottom - top) * sum) / (all * 0.8);
      if (i === 0) pen.moveTo(xOf(price), y);
      else pen.lineTo(xOf(price), y);
    }
    pen.stroke();
    pen.lineTo(xOf(points.at(-1)?.price ?? spec.price), bottom);
    pen.lineTo(xOf(spec.price), bottom);
    pen.globalAlpha = 0.08;
    pen.fillStyle = colour;
    pen.fill();
    pen.globalAlpha = 1;
    pen.lineWidth = 1;
  };
  curve(false, '#e0405e');
  curve(true, '#2f9e5f');
  // The price.
  pen.setLineDash([6, 5]);
  pen.strokeStyle = '#ff3b3b';
  pen.lineWidth = 2;
  pen.beginPath();
  pen.moveTo(Math.round(xOf(spec.price)), top);
  pen.lineTo(Math.round(xOf(spec.price)), bottom);
  pen.stroke();
  pen.setLineDash([]);
  pen.lineWidth = 1;
  pen.textBaseline = 'bottom';
  pen.fillStyle = theme.text;
  pen.fillText(`${words.price}: ${number(spec.price, spec.price > 1_000 ? 1 : digits)}`, xOf(spec.price), top - 6);
  // Title and legend.
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.font = `bold ${font(fontSize + 4)}`;
  pen.fillText(`${spec.coin}/USDT ${words.title}`, 12, fontSize * 1.4);
  pen.font = font(fontSize);
  const entries = [
    ...spec.leverages.map((leverage) => ({ text: `${String(leverage)}x`, colour: colours[leverage] ?? '#73d8da' })),
    { text: words.long, colour: '#e0405e' },
    { text: words.short, colour: '#2f9e5f' },
  ];
  const drawLegend = (): void => {
    let x = left + 20;
    const y = spec.legend === 'top' ? fontSize * 3.2 : height - fontSize * 1.6;
    for (const { text, colour } of entries) {
      pen.fillStyle = colour;
      pen.fillRect(x, Math.round(y - fontSize * 0.4), Math.round(fontSize * 1.6), Math.round(fontSize * 0.8));
      pen.fillStyle = theme.text;
      pen.fillText(text, x + fontSize * 2, y + 1);
      x += fontSize * 4 + pen.measureText(text).width;
    }
  };
  drawLegend();
  pen.save();
  pen.translate(fontSize, (top + bottom) / 2);
  pen.rotate(-Math.PI / 2);
  pen.textAlign = 'center';
  pen.fillText(words.axis, 0, 0);
  pen.restore();
  if (spec.jpeg > 0) {
    const picture = new Image();
    picture.src = canvas.toDataURL('image/jpeg', spec.jpeg);
    await picture.decode();
    pen.drawImage(picture, 0, 0);
  }
  const addNoise = (): void => {
    if (spec.noise > 0) {
      const image = pen.getImageData(0, 0, width, height);
      let state = spec.seed + 1;
      for (let i = 0; i < image.data.length; i += 4)
        for (let channel = 0; channel < 3; channel += 1) {
          state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
          const off = (state / 4_294_967_296 - 0.5) * 3.46 * spec.noise;
          image.data[i + channel] = (image.data[i + channel] ?? 0) + off;
        }
      pen.putImageData(image, 0, 0);
    }
  };
  addNoise();
  return canvas.toDataURL('image/png').split(',')[1] ?? '';
}
