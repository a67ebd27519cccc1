import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { ControlPlan, controlPlanById } from '../control-plan';
import { Board, boardById } from '../municipality';
import { riskBandsByScheme, ScoringScheme, schemeById } from '../scoring-scheme';
import { compare } from './comparison.service';
import {
  ComparedBoardYear,
  ComparedYear,
  Comparison,
  RiskBandCount,
  SchemeValues,
} from './comparison.type';

/** Boards and years beside each other. */
@Resolver(() => Comparison)
export class ComparisonResolver {
  @Query(() => Comparison, {
    description:
      'Compares bodies and years by their plans in force: items, categories, share performed, ' +
      'deviation rate, lights and days late. Lights and values of different schemes stay apart.',
  })
  comparison(
    @Ctx() request: RequestContext,
    @Arg('from', () => Int, { description: 'The first year.' }) from: number,
    @Arg('to', () => Int, { description: 'The last year; at most 20 years in all.' }) to: number,
    @Arg('boards', () => [String], {
      nullable: true,
      description:
        'Bodies by code or id; every one that answers for its own internal control when left out.',
    })
    boards?: string[] | null,
  ): Promise<Comparison> {
    return compare(request, { from, to, boards });
  }
}

/** What a body in a year refers to. */
@Resolver(() => ComparedBoardYear)
export class ComparedBoardYearResolver {
  @Linked<ComparedBoardYear>(() => Board, boardById, 'boardId')
  board!: Board | null;

  @Linked<ComparedBoardYear>(() => ControlPlan, controlPlanById, 'planId', {
    nullable: true,
    description: 'The revision in force; null when the body has adopted none.',
  })
  plan!: ControlPlan | null;
}

/** The schemes of a year. */
@Resolver(() => ComparedYear)
export class ComparedYearResolver {
  @ListSize(2)
  @FieldResolver(() => [ScoringScheme], {
    description: 'The schemes of its plans in force, and of what was assessed under older ones.',
  })
  schemes(@Ctx() request: RequestContext, @Root() year: ComparedYear): Promise<ScoringScheme[]> {
    return schemesOf(request, year.schemeIds);
  }

  @ListSize(2)
  @FieldResolver(() => [ScoringScheme], {
    description:
      'Schemes that only this year or only the latest year before it with any has: lights and values of ' +
      'the two must not be compared across them. Empty for the first year, and when nothing differs.',
  })
  differingSchemes(
    @Ctx() request: RequestContext,
    @Root() year: ComparedYear,
  ): Promise<ScoringScheme[]> {
    return schemesOf(request, year.differingSchemeIds);
  }
}

async function schemesOf(
  { loaders }: RequestContext,
  ids: readonly string[],
): Promise<ScoringScheme[]> {
  const schemes = await Promise.all(ids.map((id) => loaders.load(schemeById, id)));
  return schemes.flatMap((scheme) => scheme ?? []).sort((one, other) => one.number - other.number);
}

/** Words the values of figures in their scheme. */
@Resolver(() => SchemeValues)
export class SchemeValuesResolver {
  @Linked<SchemeValues>(() => ScoringScheme, schemeById, 'schemeId', {
    description: 'The scheme that the values belong to.',
  })
  scheme!: ScoringScheme | null;

  @ListSize(5)
  @FieldResolver(() => [RiskBandCount], {
    description: 'Every band of the scheme, the least serious first.',
  })
  async bands(
    @Ctx() request: RequestContext,
    @Root() { schemeId, bands }: SchemeValues,
  ): Promise<RiskBandCount[]> {
    const all = await request.loaders.loadList(riskBandsByScheme, schemeId);
    return all.map((band) => ({
      band,
      count: bands.find(({ code }) => code === band.code)?.count ?? 0,
    }));
  }
}
