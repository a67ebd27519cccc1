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

/** How the demonstration speaks of roles, in the order of its page. */
const wordsOf: Readonly<Record<Role, Words>> = {
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
    work: 'Släpper in personer och system, och lägger upp nämnder och förvaltningar.',
  },
  INTEGRATION_CLIENT: {
    sv: 'System',
    en: 'System',
    work: 'Läser registret åt ett annat system.',
  },
};

/** Roles that somebody at a browser can have. */
const rolesOfPersons = (Object.keys(wordsOf) as Role[]).filter(
  (role) => role !== 'INTEGRATION_CLIENT',
);

/** Whom one can sign in as, by municipality, in the order of the page. */
export const personGroups: readonly PersonGroup[] = demoMunicipalities.map((municipality) => ({
  title: municipality.name,
  persons: rolesOfPersons.map((role) => {
    const { sv, en, work } = wordsOf[role];
    return { id: `${municipality.code}_${role.toLowerCase()}`, title: { sv, en }, work };
  }),
}));

/** What to call an invented person, in Swedish; somebody else is called as the issuer does. */
export function nameOf(subject: string): string {
  const person = demoPersons.find((each) => each.subject === subject);
  return person ? `${wordsOf[person.grant.role].sv}, ${person.municipality.name}` : subject;
}
