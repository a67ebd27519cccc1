/** A page of a list, as the API gives it. */
export interface ListPage<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Everything that is on a list, page after page. */
export async function allNodes<Node>(
  pageAfter: (cursor: string | null) => Promise<ListPage<Node>>,
): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let cursor: string | null = null; ; ) {
    const { edges, pageInfo } = await pageAfter(cursor);
    for (const { node } of edges) nodes.push(node);
    if (!pageInfo.hasNextPage) return nodes;
    cursor = pageInfo.endCursor;
  }
}
