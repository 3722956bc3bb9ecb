/** A pasted text without what surrounds it; `trimmed` says that something was taken off. */
export function pastedText(text: string): { readonly text: string; readonly trimmed: boolean } {
  const inner = text.trim();
  return { text: inner, trimmed: inner !== text };
}
