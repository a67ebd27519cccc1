import { Field, Float, Int, ObjectType } from 'type-graphql';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { ListSize } from '../../kernel/graphql/list-size';
import { Figures } from '../follow-up';
import { RiskBand } from '../scoring-scheme';
import type { SchemeValues as Values } from './domain/comparison';

@ObjectType({ description: 'How many items are in a band.', simpleResolvers: true })
export class RiskBandCount {
  @Field(() => RiskBand)
  band!: RiskBand;

  @Field(() => Int)
  count!: number;
}

@ObjectType({
  description:
    'What items were worth when their plans were proposed, under one scheme. Values of different ' +
    'schemes are never added up.',
})
export class SchemeValues implements Values {
  @Field(() => Int, { description: 'Items that were scored under the scheme.' })
  items!: number;

  @Field(() => Int, { description: 'Items whose value is unknown, which is not zero.' })
  unknown!: number;

  @Field(() => Float, { nullable: true, description: 'Of the known values; null without any.' })
  mean!: number | null;

  @Field(() => Int, { nullable: true, description: 'Of the known values; null without any.' })
  highest!: number | null;

  /** Not in the API: field resolvers follow it. */
  schemeId!: string;

  /** Not in the API by code: a field resolver words them. */
  bands!: Values['bands'];
}

@ObjectType({ description: 'The items of one category of risks.', simpleResolvers: true })
export class CategoryFigures {
  @Field(() => String, {
    nullable: true,
    description: 'As the board adopted it; null for items without one.',
  })
  name!: string | null;

  @Field(() => Figures)
  figures!: Figures;
}

@ObjectType({ simpleResolvers: true })
abstract class ComparedItems {
  @Field(() => Int)
  year!: number;

  @Field(() => Figures, { description: 'By everything recorded until now.' })
  figures!: Figures;

  @ListSize(6)
  @Field(() => [CategoryFigures], {
    description: 'By name the Swedish way; those without one last.',
  })
  categories!: readonly CategoryFigures[];

  @ListSize(2)
  @Field(() => [SchemeValues], { description: 'Risk values, apart for each scheme.' })
  values!: readonly SchemeValues[];
}

@ObjectType({ description: 'A body in a year in which it exists.', simpleResolvers: true })
export class ComparedBoardYear extends ComparedItems {
  @Field(() => Int, {
    nullable: true,
    description:
      'How many days after the last day before its year, or after its own first day, the first revision ' +
      'was adopted; 0 in time, null when the day is not known. While no plan is adopted the days until ' +
      'today count, at most until the body ended.',
  })
  daysLate!: number | null;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'When it was first adopted; null when not known, or not adopted.',
  })
  adoptedOn!: string | null;

  /** Not in the API: field resolvers follow it. */
  boardId!: string;

  /** Not in the API: field resolvers follow it. */
  planId!: string | null;
}

@ObjectType({ description: 'All compared bodies in a year.', simpleResolvers: true })
export class ComparedYear extends ComparedItems {
  @Field(() => Int, { description: 'How many bodies are compared.' })
  boards!: number;

  @Field(() => Int, { description: 'How many of them have adopted a plan for the year.' })
  plansInForce!: number;

  /** Not in the API: field resolvers follow it. */
  schemeIds!: readonly string[];

  /** Not in the API: field resolvers follow it. */
  differingSchemeIds!: readonly string[];
}

@ObjectType({
  description:
    'Bodies and years beside each other, by their plans in force; of those whose plans the caller sees.',
  simpleResolvers: true,
})
export class Comparison {
  @ListSize(20)
  @Field(() => [ComparedBoardYear], { description: 'By year, and then by the name of the body.' })
  rows!: readonly ComparedBoardYear[];

  @ListSize(5)
  @Field(() => [ComparedYear], {
    description: 'The trend: all bodies together, the first year first.',
  })
  years!: readonly ComparedYear[];
}
