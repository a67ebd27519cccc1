/** The wording of an action as it is now, as jsonb; `action` is the alias of a row of that table. */
export function actionDefinitionJson(action: string): string {
  return `jsonb_build_object(
    'kind', ${action}.kind, 'text', ${action}.text, 'ownerRole', ${action}.owner_role,
    'dueOn', ${action}.due_on, 'dueText', ${action}.due_text, 'reportedAt', ${action}.reported_at)`;
}
