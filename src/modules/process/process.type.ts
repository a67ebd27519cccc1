import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumeration } from '../../kernel/enumeration';
import { connectionOf, PageArguments } from '../../kernel/graphql/connection';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { RecordPermissions } from '../../kernel/graphql/record-permissions';
import { Direction } from '../../kernel/list';
import { ProcessKind } from './domain/process-kind';
import type { CreateProcess, UpdateProcess } from './process.service';

registerEnumType(ProcessKind, {
  name: 'ProcessKind',
  description: 'What the municipality does (a process), or what it does it with (a system).',
});

@ObjectType({
  description: 'A process or a system that risks, controls and plan items are about.',
  simpleResolvers: true,
})
export class Process {
  @Field(() => ID)
  id!: string;

  @Field(() => ProcessKind)
  kind!: ProcessKind;

  @Field(() => String)
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The role that answers for it, never a person; null when not known.',
  })
  ownerRole!: string | null;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you change it.' })
  version!: number;

  @RecordPermissions<Process>({
    permissions: ['register:maintain'],
    boardIdOf: () => null,
  })
  permissions?: string[];
}

@ObjectType({ simpleResolvers: true })
export class ProcessConnection extends connectionOf(Process) {}

@InputType({ description: 'Which processes and systems to list.' })
export class ProcessFilterInput {
  @Field(() => ProcessKind, { nullable: true })
  kind?: ProcessKind | null;
}

const ProcessOrderField = enumeration('NAME');
registerEnumType(ProcessOrderField, {
  name: 'ProcessOrderField',
  description: 'What processes can be sorted by.',
});

@InputType()
export class ProcessOrder {
  @Field(() => ProcessOrderField)
  field!: keyof typeof ProcessOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class ProcessListArguments extends PageArguments {
  @Field(() => ProcessFilterInput, { nullable: true })
  filter?: ProcessFilterInput | null;

  @Field(() => [ProcessOrder], { nullable: true, description: 'By name when left out.' })
  orderBy?: ProcessOrder[] | null;
}

@InputType()
export class CreateProcessInput extends MutationInput implements CreateProcess {
  @Field(() => ProcessKind)
  kind!: ProcessKind;

  @Field(() => String, { description: 'At most 200 characters; unique for its kind.' })
  name!: string;

  @Field(() => String, { nullable: true })
  ownerRole?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class CreateProcessPayload {
  @Field(() => Process)
  process!: Process;
}

@InputType()
export class UpdateProcessInput extends MutationInput implements UpdateProcess {
  @Field(() => ID)
  processId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => String, {
    nullable: true,
    description: 'At most 200 characters; cannot be cleared.',
  })
  name?: string | null;

  @Field(() => String, { nullable: true })
  ownerRole?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class UpdateProcessPayload {
  @Field(() => Process)
  process!: Process;
}
