import { languageIn, optionsIn } from '../documents/address-options';
import { contentDisposition } from '../documents/content-disposition';
import type { AsReader } from '../documents/report-routes';
import { yearIn } from '../documents/sources/address';
import { readBodyAsked } from '../documents/sources/body-asked';
import { unlessKnown } from '../documents/unless-known';
import { RequestRefused, type Route } from '../http';
import { figureSources } from './figure-sources';

/** Every picture at a plain address, of one body or of all that the caller sees. */
export function figureRoutes(asReader: AsReader): Route[] {
  return Object.entries(figureSources).map(([name, draw]) => ({
    methods: ['GET'],
    path: `/figures/${name}/:year/:file`,
    handle: (request) =>
      asReader(request, async (context, ask) => {
        const options = optionsIn(request, ['lang']);
        const language = options && languageIn(options);
        const { file = '', ...parameters } = request.parameters;
        const year = yearIn(parameters.year);
        if (!file.endsWith('.svg') || year === null) throw noSuchFigure;
        if (!language) throw unknownOption;
        const body = await readBodyAsked(ask, file.slice(0, -'.svg'.length), language);
        const today = context.clock.today();
        const { title, svg } = await draw(ask, { year, body, language, today });
        return unlessKnown(request, svg, () => ({
          headers: {
            'content-type': 'image/svg+xml; charset=utf-8',
            'content-language': language,
            'content-disposition': contentDisposition(`${title.replace(':', '')}.svg`, {
              isShown: true,
            }),
          },
          body: svg,
        }));
      }),
  }));
}

const noSuchFigure = new RequestRefused(404, 'NOT_FOUND', {
  sv: 'Bilden finns inte.',
  en: 'There is no such picture.',
});
const unknownOption = new RequestRefused(400, 'BAD_REQUEST', {
  sv: 'Adressen får ha lang=sv eller lang=en, inget annat.',
  en: 'The address may have lang=sv or lang=en, nothing else.',
});
