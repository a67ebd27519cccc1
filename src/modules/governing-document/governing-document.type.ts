import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumeration } from '../../kernel/enumeration';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { connectionOf, PageArguments } from '../../kernel/graphql/connection';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { RecordPermissions } from '../../kernel/graphql/record-permissions';
import { Direction } from '../../kernel/list';
import { GoverningDocumentKind } from './domain/governing-document';
import type {
  DecidedValues,
  RecordGoverningDocument,
  ReplaceGoverningDocument,
  UpdateGoverningDocument,
} from './governing-document.service';

registerEnumType(GoverningDocumentKind, {
  name: 'GoverningDocumentKind',
  description: 'What sort of document it is.',
  valuesConfig: {
    RULES: { description: 'Reglemente.' },
    POLICY: { description: 'Policy.' },
    GUIDELINES: { description: 'Riktlinjer.' },
    PLAN: { description: 'Plan eller program.' },
    ROUTINE: { description: 'Rutin eller anvisning.' },
  },
});

/** What a document says of itself, as it stands in the register or as a plan cites it. */
@ObjectType({ simpleResolvers: true })
abstract class GoverningDocumentTexts {
  @Field(() => String)
  title!: string;

  @Field(() => GoverningDocumentKind)
  kind!: GoverningDocumentKind;

  @Field(() => String, {
    nullable: true,
    description: 'The body that decided on it, as the minutes call it; null when not known.',
  })
  decidingBody!: string | null;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'The day it was decided on; null when not known.',
  })
  decidedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'In the minutes: `§ 60`.' })
  paragraph!: string | null;

  @Field(() => String, { nullable: true, description: 'Formats differ everywhere.' })
  diaryNumber!: string | null;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'The first day that it holds; null when not known.',
  })
  validFrom!: string | null;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'The last day that it holds; null until further notice.',
  })
  validTo!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where it can be read, `http` or `https`; null when not known.',
  })
  url!: string | null;
}

@ObjectType({
  description:
    'Something that internal control is governed by (styrdokument): rules that the council decides, ' +
    'guidelines, routines. Plans cite it. It is published for everybody to follow, so nothing of it ' +
    'is secret.',
  simpleResolvers: true,
})
export class GoverningDocument extends GoverningDocumentTexts {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you change it.' })
  version!: number;

  @RecordPermissions<GoverningDocument>({
    permissions: ['register:maintain'],
    boardIdOf: ({ boardId }) => boardId,
  })
  permissions?: string[];

  /** Not in the API: field resolvers follow it. */
  boardId!: string | null;

  /** Not in the API: field resolvers follow it. */
  replacesId!: string | null;
}

@ObjectType({
  description:
    'A governing document as it stands in the register while the plan is a draft, and as the board ' +
    'got it after that.',
  simpleResolvers: true,
})
export class GoverningDocumentDefinition extends GoverningDocumentTexts {
  @Field(() => String, {
    nullable: true,
    description: 'The name of the board that it was for; null for the whole municipality.',
  })
  board!: string | null;
}

@ObjectType({ simpleResolvers: true })
export class GoverningDocumentConnection extends connectionOf(GoverningDocument) {}

@InputType({ description: 'Which governing documents to list. Conditions add up.' })
export class GoverningDocumentFilterInput {
  @Field(() => String, { nullable: true, description: 'A board by its code or id.' })
  board?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: for the whole municipality. False: for a board.',
  })
  isShared?: boolean | null;

  @Field(() => [GoverningDocumentKind], { nullable: true })
  kinds?: GoverningDocumentKind[] | null;

  @Field(() => CalendarDay, {
    nullable: true,
    description:
      'They are known to hold on the day, so those without a known first day are left out.',
  })
  validOn?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Swedish words in title, deciding body and diary number, in any form, at most 200 characters; ' +
      '`"a phrase"`, `or` and `-without` work. Blank is no condition.',
  })
  search?: string | null;
}

const GoverningDocumentOrderField = enumeration('TITLE', 'DECIDED_ON', 'VALID_FROM');
registerEnumType(GoverningDocumentOrderField, {
  name: 'GoverningDocumentOrderField',
  description: 'What governing documents can be sorted by; titles the Swedish way, å ä ö last.',
});

@InputType()
export class GoverningDocumentOrder {
  @Field(() => GoverningDocumentOrderField)
  field!: keyof typeof GoverningDocumentOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class GoverningDocumentListArguments extends PageArguments {
  @Field(() => GoverningDocumentFilterInput, { nullable: true })
  filter?: GoverningDocumentFilterInput | null;

  @Field(() => [GoverningDocumentOrder], {
    nullable: true,
    description: 'By title, the one that holds from the latest day first, when left out.',
  })
  orderBy?: GoverningDocumentOrder[] | null;
}

@InputType()
abstract class DecidedInput extends MutationInput implements DecidedValues {
  @Field(() => String, { nullable: true, description: 'As the minutes call it.' })
  decidingBody?: string | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Never later than today.' })
  decidedOn?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 50 characters.' })
  paragraph?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 100 characters.' })
  diaryNumber?: string | null;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'The last day that it holds, not before the first; null until further notice.',
  })
  validTo?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Begins with `http://` or `https://`; at most 2 000 characters.',
  })
  url?: string | null;
}

@InputType()
export class RecordGoverningDocumentInput extends DecidedInput implements RecordGoverningDocument {
  @Field(() => String, {
    nullable: true,
    description: 'The board that it is for, by code or id; null for the whole municipality.',
  })
  board?: string | null;

  @Field(() => String, { description: 'At most 200 characters.' })
  title!: string;

  @Field(() => GoverningDocumentKind)
  kind!: GoverningDocumentKind;

  @Field(() => CalendarDay, { nullable: true, description: 'The first day that it holds.' })
  validFrom?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class RecordGoverningDocumentPayload {
  @Field(() => GoverningDocument)
  governingDocument!: GoverningDocument;
}

@InputType()
export class UpdateGoverningDocumentInput extends DecidedInput implements UpdateGoverningDocument {
  @Field(() => ID)
  documentId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The board that it is for, by code or id; null for the whole municipality.',
  })
  board?: string | null;

  @Field(() => String, { nullable: true, description: 'Cannot be cleared.' })
  title?: string | null;

  @Field(() => GoverningDocumentKind, { nullable: true, description: 'Cannot be cleared.' })
  kind?: GoverningDocumentKind | null;

  @Field(() => CalendarDay, { nullable: true, description: 'The first day that it holds.' })
  validFrom?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class UpdateGoverningDocumentPayload extends RecordGoverningDocumentPayload {}

@InputType()
export class ReplaceGoverningDocumentInput
  extends DecidedInput
  implements ReplaceGoverningDocument
{
  @Field(() => ID, { description: 'The document that is replaced.' })
  documentId!: string;

  @Field(() => Int, { description: 'The version of the document that is replaced.' })
  expectedVersion!: number;

  @Field(() => CalendarDay, {
    description:
      'The first day that the new one holds, after the first day of the old one; the old one ends ' +
      'the day before.',
  })
  validFrom!: string;

  @Field(() => String, { nullable: true, description: 'As that of the old one when left out.' })
  title?: string | null;

  @Field(() => GoverningDocumentKind, {
    nullable: true,
    description: 'As that of the old one when left out.',
  })
  kind?: GoverningDocumentKind | null;
}

@ObjectType({ simpleResolvers: true })
export class ReplaceGoverningDocumentPayload {
  @Field(() => GoverningDocument, { description: 'The new one.' })
  governingDocument!: GoverningDocument;

  @Field(() => GoverningDocument, { description: 'The one that it replaced.' })
  replaced!: GoverningDocument;
}
