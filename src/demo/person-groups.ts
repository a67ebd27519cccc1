import { demoMunicipalities } from '../../seeds/demo-municipalities';
import type { Role } from '../kernel/authorisation';
import type { PersonGroup } from '../sign-in';
import { demoPersons } from './persons';

interface Words {
  readonly sv: string;
  readonly en: string;
  /** What somebody with the role does, in Swedish. */
  readonly work: string;
}

/** How the page of the demonstration speaks of roles; null for one that no person has. */
const wordsOf: Readonly<Record<Role, Words | null>> = {
  CONTROLLER: {
    sv: 'Controller',
    en: 'Controller',
    work: 'Håller i risker, kontroller, planer och uppföljning för hela kommunen.',
  },
  CONTROL_PERFORMER: {
    sv: 'Kontrollutförare',
    en: 'Control performer',
    work: 'Redovisar resultat av kommunstyrelsens kontroller.',
  },
  BOARD_MEMBER: {
    sv: 'Ledamot',
    en: 'Board member',
    work: 'Sitter i kommunstyrelsen och läser.',
  },
  BOARD_SECRETARY: {
    sv: 'Nämndsekreterare',
    en: 'Board secretary',
    work: 'Registrerar vad kommunstyrelsen har beslutat.',
  },
  AUDITOR: {
    sv: 'Revisor',
    en: 'Auditor',
    work: 'Läser allt i kommunen, och vem som har ändrat vad.',
  },
  ADMINISTRATOR: {
    sv: 'Administratör',
    en: 'Administrator',
    work: 'Lägger upp nämnder och förvaltningar.',
  },
  INTEGRATION_CLIENT: null,
};

const roles = Object.keys(wordsOf) as Role[];

/** Whom one can sign in as, by municipality, in the order of the page. */
export const personGroups: readonly PersonGroup[] = demoMunicipalities.map((municipality) => ({
  title: municipality.name,
  persons: roles.flatMap((role) => {
    const words = wordsOf[role];
    const person = demoPersons.find(
      (each) => each.municipality === municipality && each.grant.role === role,
    );
    if (words === null || person === undefined) return [];
    return [{ id: person.name, title: { sv: words.sv, en: words.en }, work: words.work }];
  }),
}));

/** What to call whoever is signed in, in Swedish; somebody who is not of the demonstration is the subject. */
export function nameOf(subject: string): string {
  const person = demoPersons.find((each) => each.subject === subject);
  const words = person && wordsOf[person.grant.role];
  return words ? `${words.sv}, ${person.municipality.name}` : subject;
}
