import { authorise } from '../../kernel/authorisation';
import { invalid } from '../../kernel/errors';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import { GoverningDocumentRepository } from '../governing-document';
import { type CitedDocumentContent, CitedDocumentRepository } from './cited-document.repository';
import type { ControlPlanEntity } from './control-plan.entity';
import { ControlPlanRepository } from './control-plan.repository';
import { openPlan } from './plan-item-change';

/** A document that a draft cites, or is to cite; the caller saw the draft at `expectedVersion`. */
export interface CitationOfDocument {
  readonly planId: string;
  readonly expectedVersion: number;
  readonly documentId: string;
}

/** A citation with the plan that it is in, whose version counts every change below it. */
export interface ChangedCitation {
  readonly citedDocument: CitedDocumentContent;
  readonly controlPlan: ControlPlanEntity;
}

/**
 * Says in a draft that the plan builds on a governing document, of whatever owner. One that does not
 * hold in the year of the plan is told as such, never refused.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT when the plan cites it already, NOT_FOUND, FROZEN,
 *   ILLEGAL_MOVE or STALE_VERSION.
 */
export async function citeGoverningDocument(
  request: RequestContext,
  { planId, expectedVersion, documentId }: CitationOfDocument,
): Promise<ChangedCitation> {
  authorise(request.actor, 'control-plan:draft', null);
  return request.unitOfWork.write('GOVERNING_DOCUMENT_CITED', async (tx) => {
    const plan = await openPlan(tx, request, planId);
    assertVersion(plan, expectedVersion);
    const document = await new GoverningDocumentRepository(tx).get(documentId);
    const citations = new CitedDocumentRepository(tx);
    if (await citations.find(plan.id, document.id)) throw invalid('documentId', isCited);
    await citations.add(plan.id, document.id);
    const citedDocument = await citations.find(plan.id, document.id);
    if (!citedDocument) throw new Error(`The document ${documentId} was cited but cannot be read`);
    const controlPlan = await new ControlPlanRepository(tx).change(plan.id, plan.version, {});
    return { citedDocument, controlPlan };
  });
}

const isCited = {
  sv: 'finns redan bland dem som planen hänvisar till',
  en: 'is among those that the plan cites already',
};

/**
 * Takes back that a draft builds on a governing document.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND (also when the plan does not cite it), FROZEN, ILLEGAL_MOVE
 *   or STALE_VERSION.
 */
export async function removeCitedDocument(
  request: RequestContext,
  { planId, expectedVersion, documentId }: CitationOfDocument,
): Promise<ControlPlanEntity> {
  authorise(request.actor, 'control-plan:draft', null);
  return request.unitOfWork.write('CITED_DOCUMENT_REMOVED', async (tx) => {
    const plan = await openPlan(tx, request, planId);
    assertVersion(plan, expectedVersion);
    const document = await new GoverningDocumentRepository(tx).get(documentId);
    await new CitedDocumentRepository(tx).remove(plan.id, document.id);
    return new ControlPlanRepository(tx).change(plan.id, plan.version, {});
  });
}
