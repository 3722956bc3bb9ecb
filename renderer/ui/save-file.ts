/** The browser takes a moment to fetch what a link points at: its memory is given back after it. */
const KEPT_MS = 10_000;

/** Hands a file to the browser, which asks where to put it or puts it where files go. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
