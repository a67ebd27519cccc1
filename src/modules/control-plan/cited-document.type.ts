import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { GoverningDocumentDefinition } from '../governing-document';
import type { CitationOfDocument } from './cited-document.service';
import { ControlPlan } from './control-plan.type';

@ObjectType({
  description: 'A governing document that a plan builds on.',
  simpleResolvers: true,
})
export class CitedDocument {
  @Field(() => GoverningDocumentDefinition, {
    description:
      'The document as it stands in the register while the plan is a draft, and as it stood when the ' +
      'plan was proposed after that.',
  })
  definition!: GoverningDocumentDefinition;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True when it, as it is cited, holds on any day of the year of the plan; false when it does not, ' +
      'which informs and stops nobody; null when its first day is not known.',
  })
  isValidInYear!: boolean | null;

  /** Not in the API: field resolvers follow it. */
  documentId!: string;
}

@InputType()
export class CiteGoverningDocumentInput extends MutationInput implements CitationOfDocument {
  @Field(() => ID, { description: 'A draft.' })
  planId!: string;

  @Field(() => Int, { description: 'The version of the plan.' })
  expectedVersion!: number;

  @Field(() => ID)
  documentId!: string;
}

@ObjectType({ simpleResolvers: true })
export class CiteGoverningDocumentPayload {
  @Field(() => CitedDocument)
  citedDocument!: CitedDocument;

  @Field(() => ControlPlan)
  controlPlan!: ControlPlan;
}

@InputType()
export class RemoveCitedDocumentInput extends CiteGoverningDocumentInput {}

@ObjectType({ simpleResolvers: true })
export class RemoveCitedDocumentPayload {
  @Field(() => ControlPlan)
  controlPlan!: ControlPlan;
}
