import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { GoverningDocument, governingDocumentById } from '../governing-document';
import { citeGoverningDocument, removeCitedDocument } from './cited-document.service';
import {
  CitedDocument,
  CiteGoverningDocumentInput,
  CiteGoverningDocumentPayload,
  RemoveCitedDocumentInput,
  RemoveCitedDocumentPayload,
} from './cited-document.type';
import { citedDocumentsByPlan, plansByDocument } from './control-plan.loader';
import { ControlPlan } from './control-plan.type';

/** A citation, and its link back to the register. */
@Resolver(() => CitedDocument)
export class CitedDocumentResolver {
  @Mutation(() => CiteGoverningDocumentPayload, {
    description:
      'Says in a draft that the plan builds on a governing document. Needs `control-plan:draft` for ' +
      'the board.',
  })
  citeGoverningDocument(
    @Ctx() request: RequestContext,
    @Arg('input', () => CiteGoverningDocumentInput) input: CiteGoverningDocumentInput,
  ): Promise<CiteGoverningDocumentPayload> {
    return citeGoverningDocument(request, input);
  }

  @Mutation(() => RemoveCitedDocumentPayload, {
    description:
      'Takes back that a draft builds on a governing document. Needs `control-plan:draft` for the board.',
  })
  async removeCitedDocument(
    @Ctx() request: RequestContext,
    @Arg('input', () => RemoveCitedDocumentInput) input: RemoveCitedDocumentInput,
  ): Promise<RemoveCitedDocumentPayload> {
    return { controlPlan: await removeCitedDocument(request, input) };
  }

  @Linked<CitedDocument>(() => GoverningDocument, governingDocumentById, 'documentId', {
    description: 'The document as it stands in the register today.',
  })
  document!: GoverningDocument | null;
}

/** What citations add to a plan. */
@Resolver(() => ControlPlan)
export class ControlPlanDocumentsResolver {
  @ListSize(3)
  @Linked<ControlPlan>(() => [CitedDocument], citedDocumentsByPlan, 'id', {
    description: 'The governing documents that the plan builds on, in the order they were cited.',
  })
  governingDocuments!: CitedDocument[];
}

/** What plans add to a governing document. */
@Resolver(() => GoverningDocument)
export class GoverningDocumentPlansResolver {
  @ListSize(10)
  @Linked<GoverningDocument>(() => [ControlPlan], plansByDocument, 'id', {
    description: 'The plans that cite it, in every revision, the latest first.',
  })
  plans!: ControlPlan[];
}
