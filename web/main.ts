import { html, render } from 'lit'
import { keyed } from 'lit/directives/keyed.js'
import { createClient } from '../server/client/client.ts'
import './app/app-shell.ts'
import { notifyOf } from './app/desktop-notification.ts'
import { followNewest, followRoute, followTitle } from './app/follow-route.ts'
import { InboxActions } from './app/inbox-actions.ts'
import { MailApi } from './app/mail-api.ts'
import type { Models } from './app/models.ts'
import { nextFrame } from './app/next-frame.ts'
import { formatRoute, routeOf } from './app/route.ts'
import { Router } from './app/router.ts'
import { chooseLanguage, words } from './app/words/words.ts'
import { AccountsModel } from './state/accounts-model.ts'
import { CheckModel } from './state/check-model.ts'
import { ClockModel } from './state/clock-model.ts'
import { DraftsModel } from './state/drafts-model.ts'
import { FeedModel } from './state/feed-model.ts'
import { InfoModel } from './state/info-model.ts'
import { browserKeeper } from './state/kept.ts'
import { ListModel } from './state/list-model.ts'
import { ALL_MAIL } from './state/mailbox.ts'
import { MailNotifier } from './state/mail-notifier.ts'
import { MessageModel } from './state/message-model.ts'
import { NoticeModel, type Notice } from './state/notice-model.ts'
import { NowModel } from './state/now-model.ts'
import { OutboxModel } from './state/outbox-model.ts'
import { PreviewModel } from './state/preview-model.ts'
import { RefusedModel } from './state/refused-model.ts'
import { RemovalModel } from './state/removal-model.ts'
import { ResourceModel } from './state/resource-model.ts'
import { SearchesModel } from './state/searches-model.ts'
import { SelectionModel } from './state/selection-model.ts'
import { SettingsModel } from './state/settings-model.ts'
import { ThreadModel } from './state/thread-model.ts'
import { VisibleModel } from './state/visible-model.ts'
import type { MessageDetails } from './views/message-details.ts'

const api = new MailApi()
const models = createModels()
const actions = createActions()

function createModels(): Models {
  const keeper = browserKeeper()
  const notice = new NoticeModel()
  const list = new ListModel(api.page)
  const message = new MessageModel(api)
  const accounts = new AccountsModel(api.accounts)
  const clock = new ClockModel({ read: api.clock })
  const details = createDetails()
  const now = new NowModel(clock)
  const settings = new SettingsModel(keeper)
  const notifier = new MailNotifier({
    isWanted: () => settings.value.notify === 'on' && document.hidden,
    tell: summaries => notifyOf(summaries, ({ id }) => actions.openFromOutside(id)),
  })
  const removal = new RemovalModel(api.remove, () => notice.warn(words().deleteFailed))
  const thread = new ThreadModel(api.thread)
  const visible = new VisibleModel(list, removal)
  const later = createLater({ clock, notice }, () => feed)
  // The list hears of deletions first, so that rows which are hidden until then never come back for a moment.
  const feed: FeedModel = new FeedModel(
    [
      events => clock.apply(events),
      events => now.apply(events),
      events => list.apply(events),
      events => removal.apply(events),
      events => message.apply(events),
      events => thread.apply(events),
      events => accounts.apply(events),
      events => notifier.apply(events),
      events => details.authentication.apply(events),
      events => {
        for (const model of Object.values(later)) model.value.value?.apply(events)
      },
    ],
    nextFrame,
  )
  return {
    ...later,
    accounts,
    clock,
    details,
    drafts: new DraftsModel(keeper),
    feed,
    info: new InfoModel(api.info),
    list,
    message,
    notice,
    now,
    outbox: new OutboxModel(),
    preview: new PreviewModel(),
    refused: new RefusedModel(),
    removal,
    router: new Router(window),
    searches: new SearchesModel(keeper),
    selection: new SelectionModel(visible),
    settings,
    thread,
    visible,
  }
}

function createDetails(): MessageDetails {
  return {
    source: new ResourceModel(api.source),
    remoteReferences: new ResourceModel(api.remoteReferences),
    headers: new ResourceModel(api.headers),
    structure: new ResourceModel(api.structure),
    attachmentText: new ResourceModel(api.attachmentText),
    transcript: new ResourceModel(api.transcript),
    authentication: new CheckModel(api.authentication),
  }
}

/** What is loaded with the first look at it. @param feed asked for then, as it is made of these too */
function createLater({ clock, notice }: Pick<Models, 'clock' | 'notice'>, feed: () => FeedModel) {
  return {
    sessions: new ResourceModel(async () => {
      const { createSessions } = await import('./app/sessions.ts')
      return createSessions({ feed: feed(), account: api.account })
    }),
    journeys: new ResourceModel(async () => {
      const { createJourneys } = await import('./app/journeys.ts')
      return createJourneys(api)
    }),
    outside: new ResourceModel(async () => {
      const { createOutside } = await import('./app/outside.ts')
      return createOutside({ client: createClient(), clock, feed: feed(), notice })
    }),
  }
}

function createActions(): InboxActions {
  return new InboxActions({
    ...models,
    change: api.change,
    markAllRead: api.markAllRead,
    deleteAll: api.deleteAll,
    sendTest: () => {
      const { testSubject, testText } = words()
      return api.send({
        from: 'Facteur <facteur@example.test>',
        to: 'anna@example.test',
        subject: testSubject,
        text: testText,
      })
    },
    add: raw => api.add(raw),
    write: api.write,
    failed: what => models.notice.warn(what === 'add' ? words().addFailed : words().changeFailed),
    sent: id => models.notice.say(sentNotice(id)),
  })
}

function sentNotice(id: string): Notice {
  const href = formatRoute({ ...routeOf(ALL_MAIL), id })
  return { text: words().sent, tone: 'success', link: { href, label: words().showSent } }
}

function renderPage(): void {
  const { theme, language } = models.settings.value
  chooseLanguage(language, navigator.languages)
  const { languageCode } = words()
  document.documentElement.lang = languageCode
  document.documentElement.dataset['theme'] = theme
  // Another language begins the page anew: models keep what was shown, elements render in the new words.
  const page = html`<app-shell .models=${models} .actions=${actions}></app-shell>`
  render(keyed(languageCode, page), document.body)
}

/** Follows the feed from where it stands before anything is asked for, so that nothing falls between. */
async function start(): Promise<void> {
  const { clock, info, feed, accounts, list } = models
  clock.load()
  await info.load()
  const { value } = info
  // What was known before is without this page as a client, or of a server that was stopped since.
  const know = (isConnected: boolean) => {
    if (isConnected) void info.load()
  }
  api.watch(events => feed.deliver(events), {
    after: value === null ? undefined : `${value.instance}:${value.cursor}`,
    onConnection: isConnected => {
      feed.setStatus(isConnected ? 'live' : 'lost')
      know(isConnected)
    },
  })
  api.watchRefusals(events => models.refused.apply(events), value, know)
  feed.subscribe(status => {
    if (status !== 'live') return
    clock.load()
    if (list.value.phase === 'failed') list.reload()
    if (accounts.value === null) void accounts.load()
    models.message.retry()
  })
  followRoute(models, actions)
  followNewest(models, actions, () => matchMedia('(min-width: 700px)').matches)
  void accounts.load()
}

renderPage()
document.querySelector('.first-paint')?.remove()
models.settings.subscribe(renderPage)
followTitle(models)
window.addEventListener('storage', ({ key }) => {
  const { drafts, searches, settings } = models
  for (const model of [drafts, searches, settings]) model.takeOver(key)
})
window.addEventListener('online', () => models.message.retry())
window.addEventListener('pagehide', () => models.removal.leave())
void start()
