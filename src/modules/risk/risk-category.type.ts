import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { RecordPermissions } from '../../kernel/graphql/record-permissions';
import type { CreateRiskCategory, UpdateRiskCategory } from './risk-category.service';

@ObjectType({ description: 'How the municipality groups its risks.', simpleResolvers: true })
export class RiskCategory {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you change it.' })
  version!: number;

  @RecordPermissions<RiskCategory>({
    permissions: ['register:maintain'],
    boardIdOf: () => null,
  })
  permissions?: string[];
}

@InputType()
export class CreateRiskCategoryInput extends MutationInput implements CreateRiskCategory {
  @Field(() => String, { description: 'At most 200 characters; unique in the municipality.' })
  name!: string;
}

@ObjectType({ simpleResolvers: true })
export class CreateRiskCategoryPayload {
  @Field(() => RiskCategory)
  riskCategory!: RiskCategory;
}

@InputType()
export class UpdateRiskCategoryInput extends MutationInput implements UpdateRiskCategory {
  @Field(() => ID)
  riskCategoryId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => String, { description: 'At most 200 characters; unique in the municipality.' })
  name!: string;
}

@ObjectType({ simpleResolvers: true })
export class UpdateRiskCategoryPayload extends CreateRiskCategoryPayload {}
