/** Whatever is drawn anew when the view moves: it reads where the camera stands. */
export type Follower = (left: number, top: number) => void;

/**
 * Where the view stands over the matrix, in CSS pixels. A move is told to its followers once a frame and to nobody else: the page's
 * components are not rendered by it.
 */
export class Camera {
  left = 0;
  top = 0;
  #viewWidth = 0;
  #viewHeight = 0;
  #width = 0;
  #height = 0;
  /** A point of the view that stays where it is at the next change of size; null keeps the corner. */
  #anchorX: number | null = null;
  #anchorY: number | null = null;
  #frame = 0;
  readonly #followers: Follower[] = [];
  readonly #ratio: () => number;

  /** @param ratio pixels of the display to one of the page: followers are told whole pixels of the display */
  constructor(ratio: () => number) {
    this.#ratio = ratio;
  }

  /** How far the view can go. */
  get maxLeft(): number {
    return Math.max(0, this.#width - this.#viewWidth);
  }

  get maxTop(): number {
    return Math.max(0, this.#height - this.#viewHeight);
  }

  get viewWidth(): number {
    return this.#viewWidth;
  }

  get viewHeight(): number {
    return this.#viewHeight;
  }

  /** Tells the view's and the matrix's size; both keep what lies under the anchor of a zoom in place. */
  size(viewWidth: number, viewHeight: number, width: number, height: number): void {
    const { left, top } = this;
    if (this.#anchorX !== null && this.#width > 0)
      this.left = ((left + this.#anchorX) / this.#width) * width - this.#anchorX;
    if (this.#anchorY !== null && this.#height > 0)
      this.top = ((top + this.#anchorY) / this.#height) * height - this.#anchorY;
    this.#anchorX = null;
    this.#anchorY = null;
    this.#viewWidth = viewWidth;
    this.#viewHeight = viewHeight;
    this.#width = width;
    this.#height = height;
    this.#clamp();
    this.flush();
  }

  /** The point of the view that the next change of size leaves in place. */
  anchor(x: number, y: number): void {
    this.#anchorX = x;
    this.#anchorY = y;
  }

  moveTo(left: number, top: number): void {
    const { left: oldLeft, top: oldTop } = this;
    this.left = left;
    this.top = top;
    this.#clamp();
    if (this.left !== oldLeft || this.top !== oldTop) this.#ask();
  }

  /** Moves as little as needed for a box of the matrix to be seen. */
  reveal(left: number, top: number, width: number, height: number): void {
    const seen = (at: number, view: number, from: number, size: number): number =>
      from < at ? from : from + size > at + view ? from + size - view : at;
    this.moveTo(seen(this.left, this.#viewWidth, left, width), seen(this.top, this.#viewHeight, top, height));
  }

  /** Tells the followers now, not at the next frame. */
  flush(): void {
    if (this.#frame !== 0) cancelAnimationFrame(this.#frame);
    this.#tell();
  }

  /** @returns the way to stop following. */
  follow(follower: Follower): () => void {
    this.#followers.push(follower);
    this.#tell();
    return () => void this.#followers.splice(this.#followers.indexOf(follower), 1);
  }

  #clamp(): void {
    this.left = Math.max(0, Math.min(this.maxLeft, this.left));
    this.top = Math.max(0, Math.min(this.maxTop, this.top));
  }

  #ask(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(this.#tell);
  }

  readonly #tell = (): void => {
    this.#frame = 0;
    const ratio = this.#ratio();
    const left = Math.round(this.left * ratio) / ratio;
    const top = Math.round(this.top * ratio) / ratio;
    for (let i = 0; i < this.#followers.length; i += 1) this.#followers[i]?.(left, top);
  };
}
