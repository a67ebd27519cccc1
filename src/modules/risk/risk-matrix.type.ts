import { Field, Int, ObjectType } from 'type-graphql';
import { ListSize } from '../../kernel/graphql/list-size';
import { Fetched } from '../../kernel/graphql/plain-fields';
import { RiskBand } from '../scoring-scheme';
import { Risk } from './risk.type';

@ObjectType({ description: 'A cell of the scheme, also when empty.', simpleResolvers: true })
export class RiskMatrixCell {
  @Field(() => Int)
  likelihood!: number;

  @Field(() => Int)
  consequence!: number;

  @Field(() => Int, { nullable: true, description: 'Null under a scheme by hand.' })
  value!: number | null;

  @Field(() => RiskBand)
  band!: RiskBand;

  @Field(() => Int, { description: 'How many risks are in it.' })
  count!: number;

  @ListSize(5)
  @Fetched()
  @Field(() => [Risk], { description: 'The risks in it, by number.' })
  risks!: () => Promise<Risk[]>;
}

@ObjectType({
  description:
    'The risks of the register that had not ended before the year, each in exactly one place by its ' +
    'latest CURRENT assessment for no later year. The first that holds: its value is `unknown`; it ' +
    'lacks a level and is `unplaced`; it was assessed under an `otherScheme`; else it is in a cell.',
  simpleResolvers: true,
})
export class RiskMatrix {
  @ListSize(25)
  @Field(() => [RiskMatrixCell], { description: 'Every cell of the scheme, from the lowest.' })
  cells!: readonly RiskMatrixCell[];

  @Field(() => Int, { description: 'How many have a value, but not both levels.' })
  unplaced!: number;

  @Fetched()
  @Field(() => [Risk], { description: 'The unplaced ones, by number.' })
  unplacedRisks!: () => Promise<Risk[]>;

  @Field(() => Int, {
    description:
      'How many have both levels under an older version of the scheme, never mixed with these.',
  })
  otherScheme!: number;

  @Fetched()
  @Field(() => [Risk], { description: 'Those under an older version, by number.' })
  otherSchemeRisks!: () => Promise<Risk[]>;

  @Field(() => Int, { description: 'How many are not assessed, or of a value that is unknown.' })
  unknown!: number;

  @Fetched()
  @Field(() => [Risk], { description: 'Those of unknown value, by number.' })
  unknownRisks!: () => Promise<Risk[]>;

  @Field(() => Int, { description: 'How many risks there are in all places together.' })
  total!: number;

  /** Not in the API: a field resolver follows it. */
  schemeId!: string | null;
}
