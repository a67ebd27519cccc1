/**
 * SQL that gives the state that an action had on a day; a day that nobody knows has passed.
 *
 * @param day an SQL expression.
 */
export const actionStateOn = (day: string): string => `CASE
    WHEN action.state = 'DONE' AND (action.done_on IS NULL OR action.done_on <= ${day}) THEN 'DONE'
    WHEN action.state = 'CANCELLED' AND (action.cancelled_on IS NULL OR action.cancelled_on <= ${day})
      THEN 'CANCELLED'
    WHEN action.started_on <= ${day} OR (action.started_on IS NULL AND action.state = 'IN_PROGRESS')
      THEN 'IN_PROGRESS'
    ELSE 'PLANNED' END`;
