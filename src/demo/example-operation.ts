/** The first query that somebody meets; the board and year are those of the demonstration. */
export const exampleOperation = `query Internkontrollplan {
  yearlyControlPlan(board: "KS", year: 2025) {
    year
    revision
    state
    flags
    board { name }
    items {
      number
      title
      riskValue
      plannedControls {
        methods
        definition { title }
      }
    }
  }
}
`;
