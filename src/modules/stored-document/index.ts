export type { DocumentVariant } from './domain/document-kind';
export { StoredDocumentEntity, StoredFileEntity } from './stored-document.entity';
export { type DecidedDocument, storedDocument } from './stored-document.service';
