import { rowBy, rowById } from '../../kernel/loaders';
import { GoverningDocumentEntity } from './governing-document.entity';

/** Governing documents by id. */
export const governingDocumentById = rowById(GoverningDocumentEntity);

/** The document that replaced each document. */
export const replacementOf = rowBy(GoverningDocumentEntity, 'replacesId');
