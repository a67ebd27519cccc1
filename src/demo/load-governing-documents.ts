import { Repository } from '../kernel/repository';
import type { Tx } from '../kernel/unit-of-work';
import {
  GoverningDocumentEntity,
  GoverningDocumentRepository,
} from '../modules/governing-document';
import { lastDayOfReplaced } from '../modules/governing-document/domain/governing-document';
import type { SeedGoverningDocument } from './seed-format';
import type { SeedNames } from './seed-names';

/** Writes governing documents as they were before any of them was replaced, as plans of then cite them. */
export async function loadGoverningDocuments(
  tx: Tx,
  names: SeedNames,
  documents: readonly SeedGoverningDocument[] = [],
): Promise<void> {
  const repository = new Repository(tx, GoverningDocumentEntity);
  for (const { key, board, replaces, ...document } of documents) {
    await repository.insertAll([
      {
        ...document,
        id: names.add('governing document', key),
        boardId: names.idOrNull('board', board),
        replacesId: names.idOrNull('governing document', replaces),
      },
    ]);
  }
}

/** Ends the documents that have been replaced. */
export async function endReplacedDocuments(
  tx: Tx,
  names: SeedNames,
  documents: readonly SeedGoverningDocument[] = [],
): Promise<void> {
  const repository = new GoverningDocumentRepository(tx);
  for (const { replaces, validFrom } of documents) {
    if (!replaces || !validFrom) continue;
    const replaced = await repository.get(names.idOf('governing document', replaces));
    const validTo = lastDayOfReplaced(replaced, validFrom);
    await repository.change(replaced.id, replaced.version, { validTo });
  }
}
