import { HeatPicture, type HeatOrder } from './heat-picture.ts';

/** Draws heat off the page's thread: an order comes, a bitmap goes. */
const picture = new HeatPicture();

self.addEventListener('message', ({ data }: MessageEvent<HeatOrder>) => {
  void createImageBitmap(picture.take(data)).then((bitmap) => self.postMessage(bitmap, { transfer: [bitmap] }));
});
