import { ArgsType, type ClassType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Direction, type Edge, MAX_PAGE_SIZE, PAGE_SIZE } from '../list';

registerEnumType(Direction, {
  name: 'Direction',
  description: 'Which way a list goes. Records without a value for the field come last either way.',
});

@ArgsType()
export class PageArguments {
  @Field(() => Int, {
    nullable: true,
    description: `How many to return, 1 to ${MAX_PAGE_SIZE}; ${PAGE_SIZE} when left out.`,
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  after?: string | null;
}

@ObjectType({ description: 'Where a page of a list ends.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'True when there is more after this page.' })
  hasNextPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Send it as `after` to get the next page; null when this page is empty.',
  })
  endCursor!: string | null;
}

/** Makes the Relay connection and edge classes of a node class; the caller exports and names them. */
export function connectionOf<Node extends object>(nodeType: ClassType<Node>) {
  @ObjectType(`${nodeType.name}Edge`, { simpleResolvers: true })
  class NodeEdge {
    @Field(() => String)
    cursor!: string;

    @Field(() => nodeType)
    node!: Node;
  }

  @ObjectType({ simpleResolvers: true })
  abstract class Connection {
    @Field(() => [NodeEdge])
    edges!: readonly Edge<Node>[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;

    @Field(() => Int, {
      description: 'How many records the filter leaves, on all pages. Counted only when selected.',
    })
    totalCount!: () => Promise<number>;
  }
  return Connection;
}
