import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ControlDefinition } from '../control';
import { BoardKind } from '../municipality/domain/board-kind';

@ObjectType({
  description:
    'A control that the executive board decided that all bodies, or those of some kinds, have in their ' +
    'plans for a year (kommungemensam kontroll). It never changes, but can be withdrawn. Each body ' +
    'concerned has it in its plan and cannot remove it; results, lights and actions are its own.',
  simpleResolvers: true,
})
export class CommonControl {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The calendar year whose plans have it.' })
  year!: number;

  @Field(() => Int, { description: '1, 2, ... within the year, in the order they were decided.' })
  number!: number;

  @Field(() => [BoardKind], {
    description:
      'The kinds of bodies that it concerns; empty for every one that answers for its own internal ' +
      'control: EXECUTIVE_BOARD, BOARD, COMPANY and FEDERATION.',
  })
  kinds!: BoardKind[];

  @Field(() => ControlDefinition, {
    description: 'The control as it was when the executive board decided.',
  })
  definition!: ControlDefinition;

  /** Not in the API: field resolvers follow it. */
  controlId!: string;

  /** Not in the API: field resolvers follow it. */
  decisionId!: string;

  /** Not in the API: field resolvers follow it. */
  withdrawalDecisionId!: string | null;
}
