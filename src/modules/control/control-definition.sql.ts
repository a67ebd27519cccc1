/**
 * An SQL expression for a control as it is now, as `jsonb`: what a plan keeps of it for ever, in the
 * shape of the GraphQL type `ControlDefinition`.
 *
 * @param control what the row of `control` is called in the query.
 */
export function controlDefinitionJson(control: string): string {
  return `jsonb_build_object(
    'code', ${control}.code,
    'title', ${control}.title,
    'purpose', ${control}.purpose,
    'scope', ${control}.scope,
    'frequency', ${control}.frequency,
    'ownerRole', ${control}.owner_role,
    'performerRole', ${control}.performer_role,
    'isStanding', ${control}.is_standing,
    'inPlaceSince', ${control}.in_place_since,
    'sensitivity', ${control}.sensitivity,
    'process', (
      SELECT process.name FROM process
      WHERE process.municipality_id = ${control}.municipality_id AND process.id = ${control}.process_id
    )
  )`;
}
