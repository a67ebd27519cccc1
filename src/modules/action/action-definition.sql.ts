/**
 * The wording of an action as it is now, as SQL by name.
 *
 * @param action the alias of a row of that table.
 */
export function actionWording(action: string) {
  return {
    kind: `${action}.kind`,
    text: `${action}.text`,
    ownerRole: `${action}.owner_role`,
    ownerAdministration: `(SELECT owner.name FROM administration owner
      WHERE owner.municipality_id = ${action}.municipality_id
        AND owner.id = ${action}.owner_administration_id)`,
    sensitivity: `${action}.sensitivity`,
    dueOn: `${action}.due_on`,
    dueText: `${action}.due_text`,
    reportedAt: `${action}.reported_at`,
  };
}
