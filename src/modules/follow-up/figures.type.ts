import { Field, Float, Int, ObjectType } from 'type-graphql';
import { ListSize } from '../../kernel/graphql/list-size';
import type { LightsOfScheme, Figures as PureFigures } from './domain/figures';

@ObjectType({
  description:
    'How many items got each light of one scheme. Lights of different schemes are never added up.',
})
export class SchemeLights implements LightsOfScheme {
  /** Not in the API: field resolvers follow it. */
  schemeId!: string;

  /** Not in the API by code: a field resolver words them. */
  counts!: LightsOfScheme['counts'];
}

@ObjectType({
  description: 'Many items of plans in figures, of one board or of several.',
  simpleResolvers: true,
})
export class Figures implements PureFigures {
  @Field(() => Int)
  items!: number;

  @Field(() => Int, {
    description: 'Items of which a result is expected, or has come anyhow.',
  })
  expected!: number;

  @Field(() => Int, {
    description:
      'Items whose controls are all completed, also by other means, and direct actions whose actions ' +
      'are all done or cancelled.',
  })
  performed!: number;

  @Field(() => Int, { description: 'Items that will not be performed.' })
  notPerformed!: number;

  @Field(() => Int, {
    description: 'Items that are not started or in progress, and not carried over.',
  })
  ongoing!: number;

  @Field(() => Int, {
    description:
      'Items that were open and are carried over to the next year: expected in this one, and not ' +
      'performed in it. What a report has told stays `ongoing` there.',
  })
  carriedOver!: number;

  @Field(() => Int, {
    description:
      'Items of which no result is expected, and none has come. It makes `items` together with ' +
      '`performed`, `notPerformed`, `ongoing` and `carriedOver`.',
  })
  notExpected!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'The share of the expected items that is performed, 0 to 1; null without any.',
  })
  sharePerformed!: number | null;

  @Field(() => Float, {
    description:
      'Cases looked at, in items that know both the sample and the deviating cases; a whole number that ' +
      'may be larger than an Int.',
  })
  sample!: number;

  @Field(() => Float, { description: 'How many of those cases deviated; a whole number as well.' })
  deviatingCases!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'The share of the sample that deviated, 0 to 1; null when nothing was looked at.',
  })
  deviationRate!: number | null;

  @ListSize(2)
  @Field(() => [SchemeLights], {
    description: 'The lights of the items, apart for each scheme; none when nothing is assessed.',
  })
  lights!: readonly SchemeLights[];

  @Field(() => Int, { description: 'Performed items with an outcome that nobody has assessed.' })
  unassessed!: number;

  @Field(() => Int, { description: 'Items with a light whose level nobody knows any longer.' })
  unknownLevel!: number;
}
