import { type Actor, authorise, authoriseForMunicipality } from '../../kernel/authorisation';
import { afterChange, type InputReader, type Optional, readInput } from '../../kernel/input';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import type { Tx } from '../../kernel/unit-of-work';
import { BoardRepository } from '../municipality';
import { type Validity, validityFault } from '../municipality/domain/board';
import {
  type GoverningDocumentKind,
  isIncomplete,
  lastDayOfReplaced,
  replacementFault,
} from './domain/governing-document';
import type { GoverningDocumentEntity } from './governing-document.entity';
import {
  type GoverningDocumentFilter,
  type GoverningDocumentOrderField,
  GoverningDocumentRepository,
  governingDocumentList,
} from './governing-document.repository';

/** A governing document of the municipality; null when there is none with the id. */
export function findGoverningDocument(
  request: RequestContext,
  id: string,
): Promise<GoverningDocumentEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new GoverningDocumentRepository(tx).find(id));
}

/** What a caller can narrow governing documents to; a board by its code or id. */
export interface ListGoverningDocumentsFilter extends Omit<GoverningDocumentFilter, 'boardId'> {
  readonly board?: string | null;
}

/**
 * Governing documents, a page at a time.
 *
 * @throws DomainError NOT_FOUND when the filter names a board that is not there, or BAD_USER_INPUT.
 */
export async function listGoverningDocuments(
  request: RequestContext,
  { filter, ...list }: ListArguments<ListGoverningDocumentsFilter, GoverningDocumentOrderField>,
): Promise<Page<GoverningDocumentEntity>> {
  authorise(request.actor, 'register:read', null);
  const { board, ...conditions } = filter ?? {};
  const search = readInput((input) => input.line('filter.search', conditions.search));
  const boardId = await request.unitOfWork.read((tx) => new BoardRepository(tx).idOf(board));
  return pageOf(request, governingDocumentList, {
    ...list,
    filter: { ...conditions, boardId, search },
  });
}

/** True when nobody knows which body decided on the document, or when. */
export function isDecisionIncomplete(
  document: Pick<GoverningDocumentEntity, 'decidingBody' | 'decidedOn'>,
): boolean {
  return isIncomplete(document);
}

/** What is decided about a document; what is left out of a new one is not known. */
export interface DecidedValues {
  readonly decidingBody?: Optional<string>;
  readonly decidedOn?: Optional<string>;
  readonly paragraph?: Optional<string>;
  readonly diaryNumber?: Optional<string>;
  readonly validFrom?: Optional<string>;
  /** Null is until further notice. */
  readonly validTo?: Optional<string>;
  readonly url?: Optional<string>;
}

/** A new governing document. */
export interface RecordGoverningDocument extends DecidedValues {
  /** The board that it is for, by code or id; null for the whole municipality. */
  readonly board?: Optional<string>;
  readonly title: string;
  readonly kind: GoverningDocumentKind;
}

/**
 * Adds rules, guidelines or the like to the register.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT or NOT_FOUND.
 */
export async function recordGoverningDocument(
  request: RequestContext,
  { board, kind, ...raw }: RecordGoverningDocument,
): Promise<GoverningDocumentEntity> {
  authorise(request.actor, 'register:maintain', null);
  const values = readInput((input) => ({
    ...readDecided(input, raw, request.clock.today()),
    title: input.requiredLine('title', raw.title),
  }));
  return request.unitOfWork.write('GOVERNING_DOCUMENT_RECORDED', async (tx) => {
    const boardId = (await boardIdOf(tx, board)) ?? null;
    authoriseFor(request.actor, boardId);
    return new GoverningDocumentRepository(tx).insert({ ...values, kind, boardId });
  });
}

/** What is to change in a document, as the caller saw it at `expectedVersion`; what is left out stays. */
export interface UpdateGoverningDocument extends DecidedValues {
  readonly documentId: string;
  readonly expectedVersion: number;
  readonly board?: Optional<string>;
  readonly title?: Optional<string>;
  readonly kind?: Optional<GoverningDocumentKind>;
}

/**
 * Corrects or completes what is known of a document. Plans that the board has seen keep what they cited.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND or STALE_VERSION.
 */
export async function updateGoverningDocument(
  request: RequestContext,
  { documentId, expectedVersion, board, ...raw }: UpdateGoverningDocument,
): Promise<GoverningDocumentEntity> {
  authorise(request.actor, 'register:maintain', null);
  const changes = readInput((input) => ({
    ...readDecided(input, raw, request.clock.today()),
    title: input.ifGiven(raw.title, () => input.requiredLine('title', raw.title)),
    kind: input.ifGiven(raw.kind, () => readKind(input, raw.kind)),
  }));
  return request.unitOfWork.write('GOVERNING_DOCUMENT_UPDATED', async (tx) => {
    const documents = new GoverningDocumentRepository(tx);
    const document = await documents.get(documentId);
    authoriseFor(request.actor, document.boardId);
    const boardId = await boardIdOf(tx, board);
    if (boardId !== undefined) authoriseFor(request.actor, boardId);
    assertVersion(document, expectedVersion);
    readInput((input) => checkValidity(input, document, changes));
    return documents.change(documentId, expectedVersion, { ...changes, boardId });
  });
}

/** A document that takes the place of another, which the caller saw at `expectedVersion`. */
export interface ReplaceGoverningDocument extends DecidedValues {
  /** The one that is replaced. */
  readonly documentId: string;
  readonly expectedVersion: number;
  /** The first day that the new one holds; the old one ends the day before. */
  readonly validFrom: string;
  /** As that of the one that is replaced when left out. */
  readonly title?: Optional<string>;
  /** As that of the one that is replaced when left out. */
  readonly kind?: Optional<GoverningDocumentKind>;
}

/** A new document with the one that it replaced. */
export interface ReplacedGoverningDocument {
  readonly governingDocument: GoverningDocumentEntity;
  readonly replaced: GoverningDocumentEntity;
}

/**
 * Records a document that takes the place of another of the same owner. The old one ends the day
 * before the new one begins to hold, unless it ended before that.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, STALE_VERSION, or CONFLICT when another
 *   document has replaced it already.
 */
export async function replaceGoverningDocument(
  request: RequestContext,
  { documentId, expectedVersion, ...raw }: ReplaceGoverningDocument,
): Promise<ReplacedGoverningDocument> {
  authorise(request.actor, 'register:maintain', null);
  const values = readInput((input) => ({
    ...readDecided(input, raw, request.clock.today()),
    title: input.ifGiven(raw.title, () => input.requiredLine('title', raw.title)),
    kind: input.ifGiven(raw.kind, () => readKind(input, raw.kind)),
  }));
  return request.unitOfWork.write('GOVERNING_DOCUMENT_REPLACED', async (tx) => {
    const documents = new GoverningDocumentRepository(tx);
    const before = await documents.lock(documentId);
    authoriseFor(request.actor, before.boardId);
    assertVersion(before, expectedVersion);
    readInput((input) => {
      const fault = replacementFault(before, raw.validFrom);
      if (fault) input.fault('validFrom', fault);
    });
    const governingDocument = await documents.insert({
      ...values,
      title: values.title ?? before.title,
      kind: values.kind ?? before.kind,
      boardId: before.boardId,
      replacesId: documentId,
    });
    const validTo = lastDayOfReplaced(before, raw.validFrom);
    const replaced = await documents.change(documentId, expectedVersion, { validTo });
    return { governingDocument, replaced };
  });
}

function authoriseFor(actor: Actor, boardId: string | null): void {
  if (boardId === null) authoriseForMunicipality(actor, 'register:maintain');
  else authorise(actor, 'register:maintain', boardId);
}

/** Undefined and null stay what they are. */
async function boardIdOf(tx: Tx, board: Optional<string>): Promise<Optional<string>> {
  return typeof board === 'string'
    ? (await new BoardRepository(tx).getByCodeOrId(board)).id
    : board;
}

function readKind(
  input: InputReader,
  kind: Optional<GoverningDocumentKind>,
): GoverningDocumentKind | undefined {
  if (kind === null) input.fault('kind', { sv: 'får inte vara tomt', en: 'must not be empty' });
  return kind ?? undefined;
}

function readAddress(input: InputReader, url: Optional<string>): Optional<string> {
  if (url === undefined) return undefined;
  return url === null || url.trim() === '' ? null : input.webAddress('url', url);
}

/** The values that are read the same way for every document. */
function readDecided(input: InputReader, raw: DecidedValues, today: string) {
  const { validFrom, validTo } = raw;
  checkValidity(input, { validFrom: null, validTo: null }, raw);
  return {
    decidingBody: input.line('decidingBody', raw.decidingBody),
    decidedOn: input.pastDay('decidedOn', raw.decidedOn, today),
    paragraph: input.line('paragraph', raw.paragraph, 50),
    diaryNumber: input.line('diaryNumber', raw.diaryNumber, 100),
    validFrom,
    validTo,
    url: readAddress(input, raw.url),
  };
}

/** The last day as it will be after the change does not come before the first one. */
function checkValidity(
  input: InputReader,
  { validFrom, validTo }: Validity,
  changes: Pick<DecidedValues, 'validFrom' | 'validTo'>,
): void {
  const { validFrom: first, validTo: last } = changes;
  const fault = validityFault(
    afterChange<Validity>({ validFrom, validTo }, { validFrom: first, validTo: last }),
  );
  if (fault) input.fault('validTo', fault);
}
