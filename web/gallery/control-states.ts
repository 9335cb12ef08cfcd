import { html } from 'lit'
import '../ui/app-icon.ts'
import '../ui/choice-bar.ts'
import '../ui/copy-button.ts'
import '../ui/file-chips.ts'
import '../ui/form-field.ts'
import '../ui/icon-button.ts'
import '../ui/level-meter.ts'
import '../ui/pane-splitter.ts'
import '../ui/search-box.ts'
import '../ui/selection-bar.ts'
import '../ui/skeleton-rows.ts'
import '../ui/state-panel.ts'
import '../ui/tab-bar.ts'
import '../ui/undo-toast.ts'
import type { ElementStates } from './element-states.ts'

const FILES = [
  { name: 'invoice.pdf', size: '19.5 KB', isLost: false },
  { name: 'a-name-that-is-longer-than-any-name-of-a-file-should-be.png', size: '2.1 MB', isLost: false },
]

const TABS = [
  { name: 'html', label: 'HTML' },
  { name: 'text', label: 'Text' },
  { name: 'parts', label: 'Parts', mark: '2' },
]

/** Buttons, fields, and what stands where there is nothing to show. */
export const CONTROL_STATES: readonly ElementStates[] = [
  {
    element: 'icon-button',
    states: [
      ['plain', html`<icon-button icon="flag" label="Flag" shortcut="s"></icon-button>`],
      ['pressed', html`<icon-button icon="flag" label="Flag" .pressed=${true}></icon-button>`],
      ['disabled', html`<icon-button icon="flag" label="Flag" disabled></icon-button>`],
    ],
  },
  { element: 'app-icon', states: [['as it is', html`<app-icon name="trash"></app-icon>`]] },
  { element: 'copy-button', states: [['plain', html`<copy-button .text=${'copied'}></copy-button>`]] },
  {
    element: 'tab-bar',
    states: [
      ['one line', html`<tab-bar label="Views" .items=${TABS} selected="text"></tab-bar>`],
      ['wrapping', html`<tab-bar wrap label="Frameworks" .items=${TABS} selected="text"></tab-bar>`],
    ],
  },
  {
    element: 'choice-bar',
    states: [
      [
        'words',
        html`<choice-bar
          label="Theme"
          .choices=${['System', 'Light', 'Dark'].map(value => ({ value, label: value }))}
          value="Light"
        ></choice-bar>`,
      ],
      [
        'icons',
        html`<choice-bar
          label="Width"
          .choices=${(['phone', 'desktop'] as const).map(icon => ({ value: icon, label: icon, icon }))}
          value="phone"
        ></choice-bar>`,
      ],
    ],
  },
  {
    element: 'search-box',
    states: [
      ['empty', html`<search-box></search-box>`],
      ['with a query', html`<search-box value="from:anna is:unread"></search-box>`],
      ['with a query that is saved', html`<search-box value="tag:ci" saved></search-box>`],
      [
        'with an error',
        html`<div class="tall">
          <search-box
            value="from:("
            .error=${{ position: 6, message: 'This parenthesis is not closed.' }}
          ></search-box>
        </div>`,
      ],
    ],
  },
  {
    element: 'form-field',
    states: [
      ['empty', html`<form-field label="Subject"></form-field>`],
      [
        'filled in, with a button',
        html`<form-field label="To" value="Anna <anna@app.test>">
          <button class="plain" type="button">Cc</button>
        </form-field>`,
      ],
      ['right to left', html`<form-field label="Subject" value="ברוכים הבאים"></form-field>`],
      ['wrong', html`<form-field label="From" error="Say who sends it." required></form-field>`],
    ],
  },
  {
    element: 'file-chips',
    states: [
      ['several', html`<file-chips label="Files" .files=${FILES}></file-chips>`],
      ['lost', html`<file-chips label="Lost files" .files=${[{ ...FILES[0]!, isLost: true }]}></file-chips>`],
    ],
  },
  { element: 'selection-bar', states: [['several', html`<selection-bar .count=${1234}></selection-bar>`]] },
  {
    element: 'level-meter',
    states: [
      [
        'low',
        html`<level-meter label="Messages" text="120 of 10,000" value="120" .limit=${10_000}></level-meter>`,
      ],
      [
        'high',
        html`<level-meter label="Size" text="500 MB of 512 MB" value="500" .limit=${512}></level-meter>`,
      ],
      [
        'the fuller, the better',
        html`<level-meter
          welcome
          label="All in order"
          text="100 of 100"
          value="100"
          .limit=${100}
        ></level-meter>`,
      ],
      ['without a limit', html`<level-meter label="Accounts" text="7" value="7"></level-meter>`],
    ],
  },
  {
    element: 'state-panel',
    states: [
      [
        'empty',
        html`<state-panel
          icon="all"
          heading="No mail yet"
          text="It appears here the moment it arrives."
        ></state-panel>`,
      ],
      [
        'failed',
        html`<state-panel
          tone="danger"
          icon="warning"
          heading="The list could not be loaded"
          text="No connection"
        >
          <button type="button">Try again</button>
        </state-panel>`,
      ],
    ],
  },
  {
    element: 'skeleton-rows',
    states: [
      ['comfortable', html`<skeleton-rows immediate count="2"></skeleton-rows>`],
      ['compact', html`<skeleton-rows immediate compact count="2"></skeleton-rows>`],
    ],
  },
  {
    element: 'undo-toast',
    states: [['counting down', html`<undo-toast text="3 messages deleted" duration="60000"></undo-toast>`]],
  },
  {
    element: 'pane-splitter',
    states: [
      [
        'at rest',
        html`<div class="low"><pane-splitter label="Width of the list" width="360"></pane-splitter></div>`,
      ],
    ],
  },
]
