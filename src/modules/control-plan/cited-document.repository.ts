import { DomainError } from '../../kernel/errors';
import type { Tx } from '../../kernel/unit-of-work';
import type { GoverningDocumentDefinition } from '../governing-document';
import { isValidInYear } from '../governing-document/domain/governing-document';
import { PlanGoverningDocumentEntity } from './cited-document.entity';
import { COPY_VALID_DOCUMENTS, SELECT_CITED_DOCUMENTS } from './plan-content.sql';

/** A document that a plan cites, with its definition. */
export interface CitedDocumentContent {
  readonly planId: string;
  readonly documentId: string;
  /** Whether it holds on any day of the year of the plan; null when nobody can tell. */
  readonly isValidInYear: boolean | null;
  readonly definition: GoverningDocumentDefinition;
}

interface CitedRow extends Omit<CitedDocumentContent, 'isValidInYear'> {
  readonly year: number;
}

/** All SQL for the governing documents that plans cite. */
export class CitedDocumentRepository {
  constructor(private readonly tx: Tx) {}

  /** The documents that plans cite, in order. */
  async ofPlans(planIds: readonly string[]): Promise<CitedDocumentContent[]> {
    const { manager, scope } = this.tx;
    const rows = await manager.query<CitedRow[]>(SELECT_CITED_DOCUMENTS, [
      scope.municipalityId,
      planIds,
    ]);
    return rows.map(({ year, ...row }) => ({
      ...row,
      isValidInYear: isValidInYear(row.definition, year),
    }));
  }

  /** What a plan cites of one document; null when it does not cite it. */
  async find(planId: string, documentId: string): Promise<CitedDocumentContent | null> {
    const cited = await this.ofPlans([planId]);
    return cited.find((each) => each.documentId === documentId) ?? null;
  }

  /** Cites a document last in a draft. */
  async add(planId: string, documentId: string): Promise<void> {
    const { manager, scope } = this.tx;
    const ofPlan = { ...scope, planId };
    const last = await manager.maximum(PlanGoverningDocumentEntity, 'position', ofPlan);
    const row = { ...ofPlan, documentId, position: (last ?? 0) + 1, stated: null };
    await manager.insert(PlanGoverningDocumentEntity, row);
  }

  /** Has a draft cite what a plan of an earlier year cites, but for what no longer holds in the new one. */
  async copyValid(fromPlanId: string, to: { readonly id: string; readonly year: number }) {
    const { manager, scope } = this.tx;
    const parameters = [scope.municipalityId, fromPlanId, to.id, to.year];
    await manager.query(COPY_VALID_DOCUMENTS, parameters);
  }

  /** @throws DomainError NOT_FOUND when the plan does not cite the document. */
  async remove(planId: string, documentId: string): Promise<void> {
    const { manager, scope } = this.tx;
    const key = { ...scope, planId, documentId };
    const { affected } = await manager.delete(PlanGoverningDocumentEntity, key);
    if (affected !== 1)
      throw new DomainError('NOT_FOUND', { type: 'CitedDocument', id: documentId });
  }
}
