import type { ExplanationDetails } from '#shared/contract/explain.ts';
import type { SignalExplanation } from '#shared/contract/signal.ts';
import { saveFile } from '#renderer/ui/save-file.ts';

/** Everything on the page as one JSON text, record hashes included. */
export const exportText = (explanation: SignalExplanation, details: ExplanationDetails | undefined): string =>
  JSON.stringify({ explanation, details: details ?? null }, null, 2);

/** Saves the page as one file. */
export function exportExplanation(explanation: SignalExplanation, details: ExplanationDetails | undefined): void {
  const text = exportText(explanation, details);
  saveFile(`explanation-${explanation.signal.key}.json`, new Blob([text], { type: 'application/json' }));
}
