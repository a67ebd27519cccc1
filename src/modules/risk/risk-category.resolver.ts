import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { AnsweredBy, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { RiskCategoryEntity } from './risk.entity';
import {
  createRiskCategory,
  findRiskCategory,
  listRiskCategories,
  updateRiskCategory,
} from './risk-category.service';
import {
  CreateRiskCategoryInput,
  CreateRiskCategoryPayload,
  RiskCategory,
  UpdateRiskCategoryInput,
  UpdateRiskCategoryPayload,
} from './risk-category.type';

/** The categories that the boards share. */
@Resolver()
export class RiskCategoryResolver {
  @AnsweredBy(byId(RiskCategoryEntity))
  @Query(() => RiskCategory, {
    nullable: true,
    description: 'A category of risks; null when there is none.',
  })
  riskCategory(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<RiskCategory | null> {
    return findRiskCategory(request, id);
  }

  @Query(() => [RiskCategory], { description: 'The categories of risks, by name.' })
  riskCategories(@Ctx() request: RequestContext): Promise<RiskCategory[]> {
    return listRiskCategories(request);
  }

  @Mutation(() => CreateRiskCategoryPayload, {
    description: 'Adds a category of risks. Needs `register:maintain` for all boards.',
  })
  async createRiskCategory(
    @Ctx() request: RequestContext,
    @Arg('input', () => CreateRiskCategoryInput) input: CreateRiskCategoryInput,
  ): Promise<CreateRiskCategoryPayload> {
    return { riskCategory: await createRiskCategory(request, input) };
  }

  @Mutation(() => UpdateRiskCategoryPayload, {
    description: 'Renames a category of risks. Needs `register:maintain` for all boards.',
  })
  async updateRiskCategory(
    @Ctx() request: RequestContext,
    @Arg('input', () => UpdateRiskCategoryInput) input: UpdateRiskCategoryInput,
  ): Promise<UpdateRiskCategoryPayload> {
    return { riskCategory: await updateRiskCategory(request, input) };
  }
}
