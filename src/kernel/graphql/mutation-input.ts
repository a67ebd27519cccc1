import { Field, InputType } from 'type-graphql';

/** The field of an input that names what the caller calls the mutation. */
export function IdempotencyKeyField(): PropertyDecorator {
  return Field(() => String, {
    nullable: true,
    description:
      'Makes the mutation take effect once, however often it is sent: the same key with the same input ' +
      'answers as the first time, for 30 days. 8 to 255 visible ASCII characters, best a UUID; the header ' +
      '`Idempotency-Key` says the same for a request with a single mutation. Null: every time counts.',
  });
}

/** What the input of every mutation has. One that extends another class declares the field itself. */
@InputType()
export abstract class MutationInput {
  @IdempotencyKeyField()
  idempotencyKey?: string | null;
}
