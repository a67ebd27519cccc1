import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { assessmentLevelsByScheme, ScoringScheme, schemeById } from '../scoring-scheme';
import { SchemeLights } from './figures.type';
import { LightCount } from './follow-up-report.type';

/** Words the lights of figures in their scheme. */
@Resolver(() => SchemeLights)
export class SchemeLightsResolver {
  @Linked<SchemeLights>(() => ScoringScheme, schemeById, 'schemeId', {
    description: 'The scheme that the lights belong to.',
  })
  scheme!: ScoringScheme | null;

  @ListSize(5)
  @FieldResolver(() => [LightCount], { description: 'Every light of the scheme, the best first.' })
  async counts(
    @Ctx() request: RequestContext,
    @Root() { schemeId, counts }: SchemeLights,
  ): Promise<LightCount[]> {
    const levels = await request.loaders.loadList(assessmentLevelsByScheme, schemeId);
    return levels.map((level) => ({
      level,
      count: counts.find(({ code }) => code === level.code)?.count ?? 0,
    }));
  }
}
