import type { ContractSymbol } from '#shared/domain/ids.ts';
import { ImportDesk, type ImportDeskParts } from '../liquidation/imports/import-desk.ts';
import { PictureProposals } from '../liquidation/imports/picture-proposals.ts';
import { Uploads } from '../liquidation/imports/uploads.ts';
import type { PictureReader } from '../ports/picture-reader.ts';

export interface ImportsBoardParts extends ImportDeskParts {
  readonly pictures: PictureReader;
  /** What a contract costs now; null when it is not known. */
  readonly price: (symbol: ContractSymbol) => number | null;
}

/** Imports of levels and liquidations as the calls use them. */
export class ImportsBoard {
  readonly desk: ImportDesk;
  readonly pictures: PictureProposals;
  readonly uploads: Uploads;
  readonly price: ImportsBoardParts['price'];

  constructor(parts: ImportsBoardParts) {
    this.desk = new ImportDesk(parts);
    this.pictures = new PictureProposals(this.desk, parts.pictures);
    this.uploads = new Uploads(parts.newId);
    this.price = parts.price;
  }
}
