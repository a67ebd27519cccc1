import { authorise, authoriseForMunicipality } from '../../kernel/authorisation';
import { readInput } from '../../kernel/input';
import type { RequestContext } from '../../kernel/request-context';
import type { RiskCategoryEntity } from './risk.entity';
import { RiskCategoryRepository } from './risk.repository';

/** Every category of risks, by name. */
export function listRiskCategories(request: RequestContext): Promise<RiskCategoryEntity[]> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new RiskCategoryRepository(tx).all());
}

/** A category of risks; null when there is none with the id. */
export function findRiskCategory(
  request: RequestContext,
  id: string,
): Promise<RiskCategoryEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new RiskCategoryRepository(tx).find(id));
}

/** A new category, which every board can use. */
export interface CreateRiskCategory {
  readonly name: string;
}

/** @throws DomainError FORBIDDEN, BAD_USER_INPUT, or CONFLICT when the name is taken. */
export async function createRiskCategory(
  request: RequestContext,
  { name }: CreateRiskCategory,
): Promise<RiskCategoryEntity> {
  authoriseForMunicipality(request.actor, 'register:maintain');
  const values = readInput((input) => ({ name: input.requiredLine('name', name) }));
  return request.unitOfWork.write('RISK_CATEGORY_CREATED', (tx) =>
    new RiskCategoryRepository(tx).insert(values),
  );
}

/** A new name for a category. */
export interface UpdateRiskCategory extends CreateRiskCategory {
  readonly riskCategoryId: string;
  readonly expectedVersion: number;
}

/** @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, STALE_VERSION, or CONFLICT. */
export async function updateRiskCategory(
  request: RequestContext,
  { riskCategoryId, expectedVersion, name }: UpdateRiskCategory,
): Promise<RiskCategoryEntity> {
  authoriseForMunicipality(request.actor, 'register:maintain');
  const values = readInput((input) => ({ name: input.requiredLine('name', name) }));
  return request.unitOfWork.write('RISK_CATEGORY_UPDATED', (tx) =>
    new RiskCategoryRepository(tx).change(riskCategoryId, expectedVersion, values),
  );
}
