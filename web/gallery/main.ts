import { html, render } from 'lit'
import { ELEMENTS } from './states.ts'

/**
 * Every element in all its states, for whoever changes how one looks: `npx vite --config web/vite.config.ts`, then /gallery/.
 * It is no part of what is built. `?theme=dark` shows it dark, whatever the system says.
 */
document.documentElement.dataset['theme'] = new URLSearchParams(location.search).get('theme') ?? 'system'

render(
  html`<main>
    <h1>Elements of the inbox</h1>
    ${ELEMENTS.map(
      ({ element, states }) =>
        html`<section>
          <h2>${element}</h2>
          ${states.map(
            ([name, example]) =>
              html`<figure>
                <figcaption>${name}</figcaption>
                <div>${example}</div>
              </figure>`,
          )}
        </section>`,
    )}
  </main>`,
  document.body,
)
