import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { type DocumentAddress, DocumentFormat, DocumentLanguage } from '../document-link';
import { valuesOf } from '../enumeration';
import type { LinkLoad } from '../loaders';
import { Linked } from './linked';
import { ListSize } from './list-size';

registerEnumType(DocumentFormat, {
  name: 'DocumentFormat',
  description: 'What a document comes as.',
  valuesConfig: {
    PDF: {
      description: 'For the board and the archive: tagged, and the same for ever once decided.',
    },
    DOCX: { description: 'Word, to go on writing in.' },
    XLSX: { description: 'Excel, with every row.' },
    HTML: { description: 'One page to read or print.' },
    CSV: { description: 'Every row, as an import reads it.' },
    JSON: { description: 'The document as data, for programs.' },
  },
});
registerEnumType(DocumentLanguage, {
  name: 'DocumentLanguage',
  description: 'What a document is written in.',
  valuesConfig: { SV: { description: 'Swedish.' }, EN: { description: 'English.' } },
});

/** Where a document is. */
@ObjectType({ description: 'Where a document is to be fetched.', simpleResolvers: true })
export class DocumentLink implements DocumentAddress {
  @Field(() => DocumentFormat)
  format!: DocumentFormat;

  @Field(() => DocumentLanguage)
  language!: DocumentLanguage;

  @Field(() => String, {
    description:
      'The path at this service, such as `/reports/control-plan/2026/KS.pdf?revision=1`; fetched with the ' +
      'same token or session.',
  })
  url!: string;
}

/** The documents of the revision that a record is, as `documentsOf` finds them. */
export function Documents(load: LinkLoad<DocumentAddress[]>): PropertyDecorator {
  return (prototype, key) => {
    Linked<{ readonly id: string }>(() => [DocumentLink], load, 'id', {
      description: 'The documents of this revision, in Swedish first.',
    })(prototype, key);
    ListSize(DOCUMENTS)(prototype, String(key));
  };
}

/** One in each format and language. */
export const DOCUMENTS = valuesOf(DocumentFormat).length * valuesOf(DocumentLanguage).length;
