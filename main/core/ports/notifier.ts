/** Tells the person at the desk; an alarm stays until acknowledged. */
export interface Notifier {
  notify(notice: { readonly level: 'info' | 'warning' | 'alarm'; readonly title: string; readonly body: string }): void;
}
