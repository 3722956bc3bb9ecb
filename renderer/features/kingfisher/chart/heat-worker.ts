import { HeatPicture, type HeatDrawn, type HeatOrder } from './heat-picture.ts';

/** Draws heat off the page's thread: an order comes, a bitmap goes, and with it the memory of cells that were replaced. */
const picture = new HeatPicture();

self.addEventListener('message', ({ data }: MessageEvent<HeatOrder>) => {
  const image = picture.take(data);
  const { freed } = picture;
  void createImageBitmap(image).then((bitmap) => {
    const drawn: HeatDrawn = { bitmap, freed };
    self.postMessage(drawn, { transfer: freed === null ? [bitmap] : [bitmap, freed.buffer] });
  });
});
