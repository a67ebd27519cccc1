import { authorise, authoriseForMunicipality } from '../../kernel/authorisation';
import type { Optional } from '../../kernel/input';
import type { RequestContext } from '../../kernel/request-context';
import type { InclusionRule } from './domain/inclusion-rule';
import { checkedDefinition, type ScoringSchemeDefinition } from './domain/scoring-scheme';
import type { ScoringSchemeEntity } from './scoring-scheme.entity';
import { ScoringSchemeRepository } from './scoring-scheme.repository';

/** Which version of the scheme is meant; the id counts when both are given. */
export interface WhichScoringScheme {
  readonly id?: Optional<string>;
  readonly number?: Optional<number>;
}

/** A version of the scheme, the newest when nothing says which; null when there is none. */
export function findScoringScheme(
  request: RequestContext,
  { id, number }: WhichScoringScheme,
): Promise<ScoringSchemeEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => {
    const schemes = new ScoringSchemeRepository(tx);
    if (typeof id === 'string') return schemes.find(id);
    return typeof number === 'number' ? schemes.findByNumber(number) : schemes.current();
  });
}

/** Every version of the municipality's scheme, the newest first. */
export function listScoringSchemes(request: RequestContext): Promise<ScoringSchemeEntity[]> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new ScoringSchemeRepository(tx).all());
}

/** The rule that a scheme has, but for its cells; they are fetched when somebody asks. */
export function inclusionRuleOf({
  id: schemeId,
  inclusionKind: kind,
  inclusionAxis: axis,
  ...limits
}: Pick<
  ScoringSchemeEntity,
  'id' | 'inclusionKind' | 'inclusionAxis' | 'leastValue' | 'leastLevel' | 'highest'
>): Omit<InclusionRule, 'cells'> & { readonly schemeId: string } {
  const { leastValue, leastLevel, highest } = limits;
  return { schemeId, kind, axis, leastValue, leastLevel, highest };
}

/**
 * Establishes the next version of the scheme; it is frozen at once and used from now on.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, or CONFLICT when two do it at once.
 */
export async function establishScoringScheme(
  request: RequestContext,
  raw: ScoringSchemeDefinition,
): Promise<ScoringSchemeEntity> {
  authoriseForMunicipality(request.actor, 'scoring-scheme:establish');
  const definition = checkedDefinition(raw);
  return request.unitOfWork.write('SCORING_SCHEME_ESTABLISHED', (tx) =>
    new ScoringSchemeRepository(tx).establish(definition, request.clock.now()),
  );
}
