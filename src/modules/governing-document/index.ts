export { GoverningDocumentEntity } from './governing-document.entity';
export { governingDocumentById } from './governing-document.loader';
export { GoverningDocumentRepository } from './governing-document.repository';
export { GoverningDocumentResolver } from './governing-document.resolver';
export { GoverningDocument, GoverningDocumentDefinition } from './governing-document.type';
export { governingDocumentDefinitionJson } from './governing-document-definition.sql';
