import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { readInput } from '../../kernel/input';
import { AnsweredBy, AnsweredByList, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { Board, boardById } from '../municipality';
import { GoverningDocumentEntity } from './governing-document.entity';
import { governingDocumentById, replacementOf } from './governing-document.loader';
import { governingDocumentList } from './governing-document.repository';
import {
  findGoverningDocument,
  isDecisionIncomplete,
  listGoverningDocuments,
  recordGoverningDocument,
  replaceGoverningDocument,
  updateGoverningDocument,
} from './governing-document.service';
import {
  GoverningDocument,
  GoverningDocumentConnection,
  GoverningDocumentListArguments,
  RecordGoverningDocumentInput,
  RecordGoverningDocumentPayload,
  ReplaceGoverningDocumentInput,
  ReplaceGoverningDocumentPayload,
  UpdateGoverningDocumentInput,
  UpdateGoverningDocumentPayload,
} from './governing-document.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => GoverningDocument)
export class GoverningDocumentResolver {
  @AnsweredBy(byId(GoverningDocumentEntity))
  @Query(() => GoverningDocument, {
    nullable: true,
    description: 'A governing document; null when there is none.',
  })
  governingDocument(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<GoverningDocument | null> {
    return findGoverningDocument(request, id);
  }

  @AnsweredByList(governingDocumentList, ({ board, search, ...filter }, { board: named }) => ({
    ...filter,
    boardId: named(board),
    search: readInput((input) => input.line('filter.search', search as string | null)),
  }))
  @Query(() => GoverningDocumentConnection, {
    description: 'Governing documents of the municipality: rules, guidelines, routines.',
  })
  governingDocuments(
    @Ctx() request: RequestContext,
    @Args(() => GoverningDocumentListArguments) list: GoverningDocumentListArguments,
  ): Promise<GoverningDocumentConnection> {
    return listGoverningDocuments(request, list);
  }

  @Mutation(() => RecordGoverningDocumentPayload, {
    description:
      'Adds a governing document. Needs `register:maintain` for its board, or for every board when ' +
      'it is for the whole municipality.',
  })
  async recordGoverningDocument(
    @Ctx() request: RequestContext,
    @Arg('input', () => RecordGoverningDocumentInput) input: RecordGoverningDocumentInput,
  ): Promise<RecordGoverningDocumentPayload> {
    return { governingDocument: await recordGoverningDocument(request, input) };
  }

  @Mutation(() => UpdateGoverningDocumentPayload, {
    description:
      'Corrects or completes what is known of a document; plans that a board has seen keep what they ' +
      'cited. Needs `register:maintain` for its board, and for the new one when it moves.',
  })
  async updateGoverningDocument(
    @Ctx() request: RequestContext,
    @Arg('input', () => UpdateGoverningDocumentInput) input: UpdateGoverningDocumentInput,
  ): Promise<UpdateGoverningDocumentPayload> {
    return { governingDocument: await updateGoverningDocument(request, input) };
  }

  @Mutation(() => ReplaceGoverningDocumentPayload, {
    description:
      'Records a document that takes the place of another, which ends the day before. Needs ' +
      '`register:maintain` for its board.',
  })
  replaceGoverningDocument(
    @Ctx() request: RequestContext,
    @Arg('input', () => ReplaceGoverningDocumentInput) input: ReplaceGoverningDocumentInput,
  ): Promise<ReplaceGoverningDocumentPayload> {
    return replaceGoverningDocument(request, input);
  }

  @FieldResolver(() => Boolean, {
    description: 'True when it is not known which body decided on it, or on which day.',
  })
  isIncomplete(@Root() document: GoverningDocument): boolean {
    return isDecisionIncomplete(document);
  }

  @Linked<GoverningDocument>(() => Board, boardById, 'boardId', {
    nullable: true,
    description: 'The board that it is for; null for the whole municipality.',
  })
  board!: Board | null;

  @Linked<GoverningDocument>(() => GoverningDocument, governingDocumentById, 'replacesId', {
    nullable: true,
    description: 'The document that it replaced; null when it replaced none.',
  })
  replaces!: GoverningDocument | null;

  @Linked<GoverningDocument>(() => GoverningDocument, replacementOf, 'id', {
    nullable: true,
    description: 'The document that replaced it; null while none has.',
  })
  replacedBy!: GoverningDocument | null;
}
