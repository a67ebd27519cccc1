import { html } from '../html';
import type { Route } from '../http';
import { pageReply, refusalPage } from '../page';
import { assertOwnOrigin } from './own-origin';
import type { Sessions } from './sessions';

const goodbye = html`<h1>Du är utloggad</h1>
<p>Du kan fortfarande vara inloggad där du loggade in, till exempel hos din kommun. Stäng webbläsaren
om någon annan använder samma dator.</p>
<p lang="en">You are signed out here. You may still be signed in at your identity provider.</p>
<p><a class="button" href="/sign-in">Logga in igen <span lang="en">Sign in again</span></a></p>`;

/** `POST /sign-out` ends the session of the browser; `GET` says that it has ended. */
export function signOutRoutes(sessions: Sessions, publicUrl: string | null): Route[] {
  return [
    {
      methods: ['POST'],
      path: '/sign-out',
      refusalReply: refusalPage('Utloggningen gick inte', '/'),
      handle: async (request) => {
        assertOwnOrigin(request.headers, publicUrl);
        const reply = await sessions.end(request, '/sign-out');
        // Whoever comes next at the same computer finds no answers that the browser has kept.
        return { ...reply, headers: { ...reply.headers, 'clear-site-data': '"cache"' } };
      },
    },
    {
      methods: ['GET'],
      path: '/sign-out',
      handle: () => pageReply(200, { title: 'Du är utloggad', body: goodbye }),
    },
  ];
}
