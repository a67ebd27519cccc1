import { createHash } from 'node:crypto';
import { visibleBoards } from '../../kernel/authorisation';
import type { RequestContext } from '../../kernel/request-context';
import {
  type DocumentKey,
  StoredDocumentRepository,
  type StoredFile,
} from './stored-document.repository';

/** Which document of a decided revision somebody asks for. */
export interface DecidedDocument extends Omit<DocumentKey, 'leftOut'> {
  /** The ids of the records whose texts are left out as secret. */
  readonly maskedIds: readonly string[];
  /** The release of the program that makes it, if it has to. */
  readonly release: string;
}

/**
 * The file of a decided revision: made when the first one asks for it, and the same from then on. Whoever
 * calls has read the revision, and so may read its document; that it is stored is recorded as their act.
 *
 * @param make is called when there is none yet.
 */
export async function storedDocument(
  { actor, unitOfWork }: RequestContext,
  { maskedIds, release, ...wanted }: DecidedDocument,
  make: () => Promise<Buffer>,
): Promise<StoredFile> {
  // Whoever sees only some boards may be shown less of what several boards have in common.
  const leftOut = sha256Of(JSON.stringify([[...maskedIds].sort(), visibleBoards(actor)]));
  const key = { ...wanted, leftOut };
  const known = await unitOfWork.read((tx) => new StoredDocumentRepository(tx).find(key));
  if (known) return intact(known);

  const content = await make();
  const file = { sha256: sha256Of(content), content };
  return unitOfWork.write('DOCUMENT_STORED', async (tx) => {
    const documents = new StoredDocumentRepository(tx);
    await documents.add(key, file, release);
    const stored = await documents.find(key);
    if (!stored) throw new Error('A document that was stored is not there.');
    return intact(stored);
  });
}

/** The database has compared them as well, when it stored them. */
function intact(file: StoredFile): StoredFile {
  if (sha256Of(file.content).equals(file.sha256)) return file;
  throw new Error(`A stored document is not what it was: ${file.sha256.toString('hex')}`);
}

const sha256Of = (content: string | Buffer): Buffer =>
  createHash('sha256').update(content).digest();
