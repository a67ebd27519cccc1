import { html, type Markup } from '../html';
import { type HttpRequest, type Reply, RequestRefused, type Route } from '../http';
import { pageReply } from '../page';
import { readForm } from './form';
import { localPath } from './local-path';
import { assertOwnOrigin } from './own-origin';
import type { Sessions } from './sessions';
import { signInRefused } from './sign-in-refused';

/** An invented person whom one can sign in as. */
export interface Person {
  /** Names the person in the form. */
  readonly id: string;
  readonly title: { readonly sv: string; readonly en: string };
  /** What the person does, in Swedish. */
  readonly work: string;
}

/** The invented persons of one municipality. */
export interface PersonGroup {
  readonly title: string;
  readonly persons: readonly Person[];
}

/** Whom one can choose to be, and the access token of each by its id. */
export interface Persons {
  readonly groups: readonly PersonGroup[];
  readonly tokens: Readonly<Record<string, string>>;
}

/** `GET /sign-in` shows the persons, `POST` signs in as one of them. Only for invented ones. */
export function choosePersonRoutes(
  { groups, tokens }: Persons,
  sessions: Sessions,
  publicUrl: string | null,
): Route[] {
  const persons = groups.flatMap((group) => group.persons);
  const show = ({ search }: HttpRequest): Reply =>
    pageReply(200, {
      title: 'Logga in',
      body: choice(groups, localPath(new URLSearchParams(search).get('to'))),
      style: listOfButtons,
    });

  const choose = async (request: HttpRequest): Promise<Reply> => {
    assertOwnOrigin(request.headers, publicUrl);
    const form = await readForm(request);
    const token = persons.some(({ id }) => id === form.get('person'))
      ? tokens[form.get('person') ?? '']
      : undefined;
    if (token === undefined) throw nobody;
    return sessions.begin(token, request, localPath(form.get('to')));
  };

  const route = { path: '/sign-in', refusalReply: signInRefused };
  return [
    { ...route, methods: ['GET'], handle: show },
    { ...route, methods: ['POST'], handle: choose },
  ];
}

const listOfButtons = `
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr)); }
ul button { display: grid; align-content: start; width: 100%; height: 100%; text-align: left; }
`;

const choice = (groups: readonly PersonGroup[], to: string): Markup => html`<h1>Logga in</h1>
<p>Välj vem du vill vara. Personerna är påhittade och inget lösenord behövs, för det här är en
demonstration på din egen dator.</p>
<p lang="en">Choose who to be. The persons are invented, and no password is needed: this is a
demonstration on your own computer.</p>
<form method="post" action="/sign-in">
<input type="hidden" name="to" value="${to}">
${groups.map(section)}
</form>`;

const section = ({ title, persons }: PersonGroup): Markup => html`<h2>${title}</h2>
<ul aria-label="${title}">
${persons.map(
  (person) => html`<li><button name="person" value="${person.id}">
<strong>${person.title.sv}</strong> <span lang="en">${person.title.en}</span>
<small>${person.work}</small>
</button></li>
`,
)}</ul>
`;

const nobody = new RequestRefused(400, 'BAD_USER_INPUT', {
  sv: 'Den personen finns inte. Välj en på sidan.',
  en: 'There is no such person. Choose one on the page.',
});
