/** One connection of the page to its host, as the client library wants it, and its end. */
export interface PageWire {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: { readonly data: unknown }) => void): void;
  removeEventListener(type: string, listener: (event: { readonly data: unknown }) => void): void;
  send(frame: string): void;
  close(): void;
}

export const WIRE_OPEN = 1;
export const WIRE_CLOSED = 3;

/** What makes wires: `open` resolves once it is open and rejects when it cannot be. `onClose` is called once. */
export interface Carrier {
  open(onClose: (reason: string) => void): Promise<PageWire>;
}

/** A frame that is no JSON would break the library in a place nobody hears of; the wire is closed instead. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
