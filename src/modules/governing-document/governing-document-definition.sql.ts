/**
 * An SQL expression for a governing document as it is now, as `jsonb`: what a plan keeps of it for
 * ever, in the shape of the GraphQL type `GoverningDocumentDefinition`.
 *
 * @param document what the row of `governing_document` is called in the query.
 */
export function governingDocumentDefinitionJson(document: string): string {
  return `jsonb_build_object(
    'title', ${document}.title,
    'kind', ${document}.kind,
    'board', (
      SELECT board.name FROM board
      WHERE board.municipality_id = ${document}.municipality_id AND board.id = ${document}.board_id
    ),
    'decidingBody', ${document}.deciding_body,
    'decidedOn', ${document}.decided_on,
    'paragraph', ${document}.paragraph,
    'diaryNumber', ${document}.diary_number,
    'validFrom', ${document}.valid_from,
    'validTo', ${document}.valid_to,
    'url', ${document}.url
  )`;
}
