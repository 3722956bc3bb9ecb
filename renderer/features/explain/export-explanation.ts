import type { ExplanationDetails } from '#shared/contract/explain.ts';
import type { SignalExplanation } from '#shared/contract/signal.ts';

/** Everything on the page as one JSON text, record hashes included. */
export const exportText = (explanation: SignalExplanation, details: ExplanationDetails | undefined): string =>
  JSON.stringify({ explanation, details: details ?? null }, null, 2);

/** Saves the page as one file. */
export function exportExplanation(explanation: SignalExplanation, details: ExplanationDetails | undefined): void {
  const url = URL.createObjectURL(new Blob([exportText(explanation, details)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `explanation-${explanation.signal.key}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
