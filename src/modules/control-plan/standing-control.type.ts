import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { AddPlanItemPayload } from './plan-item.type';
import type { CiteStandingControl } from './standing-control.service';

@InputType()
export class CiteStandingControlInput extends MutationInput implements CiteStandingControl {
  @Field(() => ID, { description: 'A draft.' })
  planId!: string;

  @Field(() => Int, { description: 'The version of the plan.' })
  expectedVersion!: number;

  @Field(() => ID, {
    description: 'A standing control of the board, or one that all boards share.',
  })
  controlId!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is to be tested this year; false when left out.',
  })
  isTested?: boolean | null;

  @Field(() => String, { nullable: true, description: 'At most 20 000 characters.' })
  note?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class CiteStandingControlPayload extends AddPlanItemPayload {}
