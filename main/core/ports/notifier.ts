import type { Place } from '#shared/domain/screen-path.ts';

/** Tells the person at the desk; an alarm stays until acknowledged. */
export interface Notifier {
  notify(notice: {
    readonly level: 'info' | 'warning' | 'alarm';
    readonly title: string;
    readonly body: string;
    /** Where in the window it is looked into; the dashboard unless told. */
    readonly about?: Place;
  }): void;
}
