import type { PriceChart } from './price-chart.ts';
import type { Scene } from './plot.ts';

/** The scene of one chart; a changed part draws anew without a render of the page. */
export class SceneHolder {
  readonly #chart: PriceChart;
  #scene: Scene;

  constructor(chart: PriceChart, scene: Scene) {
    this.#chart = chart;
    this.#scene = scene;
    chart.show(scene);
  }

  get now(): Scene {
    return this.#scene;
  }

  set(part: Partial<Scene>): void {
    this.#scene = { ...this.#scene, ...part };
    this.#chart.show(this.#scene);
  }
}
