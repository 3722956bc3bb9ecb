import type { Disposable } from '#shared/kernel/disposable.ts';
import type { TextShelf } from './text-shelf.ts';

/** Pixels of a picture: red, green, blue, opacity of each, row by row from the top left. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** One line of text, dark on white, one byte a pixel: what a text reader is given. */
export interface TextLine {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** What was read in a line of text. */
export interface ReadText {
  /** Trimmed; empty when nothing was recognised. */
  readonly text: string;
  /** 0…100, the reader's own estimate. */
  readonly confidence: number;
}

/** Which characters a line may hold: those of a number with its unit, or any. */
export type TextKind = 'number' | 'words';

/** Recognises lines of text in pictures (OCR). */
export interface TextReader {
  /** @throws Error when the reader itself does not work; a line it cannot make out is an empty text. */
  read(line: TextLine, kind: TextKind): Promise<ReadText>;
}

/** Part of a picture, whole pixels; `right` and `bottom` lie outside. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A level that was read: what is liquidated when the price gets there. */
export interface PictureLevel {
  readonly side: 'long' | 'short';
  readonly price: number;
  /** In the unit of the picture's axis. */
  readonly worth: number;
  readonly leverage: number | null;
  /** Where its part of the bar is in the picture. */
  readonly box: Box;
}

/** How well an axis is understood. */
export interface AxisQuality {
  readonly scale: 'linear' | 'log';
  /** Labels that count, and all that were found. */
  readonly used: number;
  readonly found: number;
  /** Greatest distance of a label from where its number belongs, pixels. */
  readonly worst: number;
}

/** What was read in a picture of a liquidation map. A proposal: a person confirms it before it counts. */
export interface MapReading {
  readonly levels: readonly PictureLevel[];
  /** Where the line of the current price stands. */
  readonly price: number;
  readonly priceAxis: AxisQuality;
  readonly worthAxis: AxisQuality;
  readonly plot: Box;
  /** Column of the price line, and width of a bin, pixels. */
  readonly priceAt: number;
  readonly pitch: number;
  readonly labels: readonly { readonly text: string; readonly box: Box; readonly of: 'price' | 'worth' }[];
  readonly warnings: readonly string[];
}

/** What the reading of a picture tells; all but `progress` end it. `hash`: SHA-256 of the file, hex. */
export type PictureMessage =
  | { readonly kind: 'progress'; readonly share: number; readonly doing: string }
  | {
      readonly kind: 'read';
      readonly reading: MapReading;
      readonly width: number;
      readonly height: number;
      readonly hash: string;
    }
  | { readonly kind: 'not-readable'; readonly reason: string }
  | { readonly kind: 'canceled' }
  | { readonly kind: 'failed'; readonly problem: string };

/** A picture to be read. */
export interface PictureRequest {
  /** The PNG file in base64. */
  readonly base64: string;
  /** Price of the contract it is said to show; null when it is not known. Decides between 1.234 and 1,234 only. */
  readonly price: number | null;
}

/** Reads pictures beside the core, one at a time. */
export interface PictureReader {
  /** Id of the one that is read now; null when none is. */
  running(): string | null;
  /** Begins; the caller has looked whether one runs. */
  start(request: PictureRequest): string;
  cancel(id: string): boolean;
  /** Null when there was no such reading since the start. */
  watch(id: string, listener: (message: PictureMessage) => void): Disposable | null;
  /** Ends what runs without waiting for it. */
  close(): Promise<void>;
}

/** What imports of liquidations need of the world. */
export interface ImportPorts {
  readonly pictures: PictureReader;
  readonly shelf: TextShelf;
}
