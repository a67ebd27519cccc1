import type { StartingPoint } from './starting-point';

/** An operation to begin with, and what it is asked with. */
export interface Example {
  readonly operation: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What controllers ask for over the year, in the order of the year. */
export const examples = ({
  board,
  year,
  from,
  occasion,
  reportYear,
}: StartingPoint): readonly Example[] => [
  { operation: PLAN, variables: { board, year } },
  { operation: FOLLOW_UP, variables: { board, year: reportYear, occasion } },
  { operation: OVERDUE_ACTIONS, variables: {} },
  { operation: LATE_REPORTS, variables: { year } },
  { operation: COMPARISON, variables: { from, to: year } },
  { operation: RISK_MATRIX, variables: { year } },
  { operation: RECOMMENDATIONS, variables: {} },
  { operation: SUPERVISION, variables: { year: reportYear, occasion } },
];

const PLAN = `# En nämnds plan för året, med beslutet.
# Kör med knappen eller Ctrl-Enter.
# Byt nämnd och år under Variables.
# Allt som kan frågas står i boken.

query Plan($board: String!, $year: Int!) {
  yearlyControlPlan(board: $board, year: $year) {
    year
    revision
    state
    flags
    board { name }
    decision { body metOn paragraph diaryNumber }
    items {
      number
      title
      riskValue
      score { band { symbol word } }
      plannedControls {
        methods
        definition { title performerRole }
      }
      plannedActions {
        definition { text dueOn dueText }
      }
    }
  }
}
`;

const FOLLOW_UP = `# Uppföljningen till nämnden, rad för rad.
# INTERIM är delårsbokslut, YEAR_END årsbokslut.

query Uppfoljning($board: String!, $year: Int!, $occasion: FollowUpOccasion!) {
  followUpReport(board: $board, year: $year, occasion: $occasion) {
    asOf
    state
    board { name }
    judgement
    summary
    rows {
      item {
        title
        risk { description }
        riskValue
        plannedControls { definition { title } }
      }
      executionStatus
      results { text sample deviatingCases }
      assessment { level { symbol word } flags }
      actions { text ownerRole dueOn dueText state }
    }
    counts {
      rows
      unassessed
      unknownLevel
      deviations
      openActions
      overdueActions
    }
  }
}
`;

const OVERDUE_ACTIONS = `# Försenade åtgärder, den äldsta först.
# En enda nämnd: lägg till board: "KS" i filter.

query Forsenade_atgarder {
  actions(
    first: 50
    filter: { isOverdue: true }
    orderBy: [{ field: DUE_ON, direction: ASC }]
  ) {
    totalCount
    edges {
      node {
        dueOn
        text
        ownerRole
        state
        board { name }
        risks { number title }
      }
    }
  }
}
`;

const LATE_REPORTS = `# Vilka som inte har lämnat uppföljning i tid.

query Sena_rapporter($year: Int!) {
  followUpRounds(year: $year) {
    name
    asOf
    dueOn
    boards(isLate: true) {
      board { name }
      submission
      submittedOn
      daysLate
      hasPlanInForce
    }
  }
}
`;

const COMPARISON = `# Jämför nämnder och år.
# Skalor som skiljer sig läggs aldrig ihop.

query Jamforelse($from: Int!, $to: Int!) {
  comparison(from: $from, to: $to) {
    rows {
      year
      board { name }
      daysLate
      figures {
        expected
        performed
        sharePerformed
        deviationRate
        lights { counts { level { symbol word } count } }
      }
    }
    years {
      year
      boards
      plansInForce
      figures { sharePerformed deviationRate }
    }
  }
}
`;

const RISK_MATRIX = `# Riskmatrisen för hela kommunen.
# En enda nämnd: lägg till board: "KS".

query Riskmatris($year: Int!) {
  riskMatrix(year: $year) {
    scheme { name likelihoodName consequenceName }
    cells {
      likelihood
      consequence
      value
      band { symbol word }
      count
      risks { number title }
    }
    unplaced
    unknown
    otherScheme
    total
  }
}
`;

const RECOMMENDATIONS = `# Revisorernas rekommendationer utan svar.

query Obesvarat {
  auditRecommendations(first: 50, filter: { isUnanswered: true }) {
    totalCount
    edges {
      node {
        number
        text
        report { auditor subject issuedOn board { name } }
        responses {
          board { name }
          isUnanswered
          isOverdue
          answer { dueOn dueText }
        }
      }
    }
  }
}
`;

const SUPERVISION = `# Kommunstyrelsens uppsikt över alla nämnder.

query Uppsikt($year: Int!, $occasion: FollowUpOccasion!) {
  supervisionReport(year: $year, occasion: $occasion) {
    asOf
    state
    rows {
      board { name }
      planDaysLate
      submission
      reportDaysLate
      figures { expected performed deviationRate }
      overdueActionCount
      ownJudgement
      judgement { judgement motive }
    }
    totals { expected performed }
    proposals
  }
}
`;
