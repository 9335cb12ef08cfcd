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
import { DraftsModel } from './state/drafts-model.ts'
import { FeedModel } from './state/feed-model.ts'
import { InfoModel } from './state/info-model.ts'
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

const api = new MailApi()
const models = createModels()
const actions = createActions()

function createModels(): Models {
  const notice = new NoticeModel()
  const list = new ListModel(api.page)
  const message = new MessageModel(api)
  const accounts = new AccountsModel(api.accounts)
  const settings = new SettingsModel(localStorage)
  const notifier = new MailNotifier({
    isWanted: () => settings.value.notify === 'on' && document.hidden,
    tell: summaries => notifyOf(summaries, ({ id }) => actions.openFromOutside(id)),
  })
  const removal = new RemovalModel(api.remove, () => notice.warn(words().deleteFailed))
  const thread = new ThreadModel(api.thread)
  const visible = new VisibleModel(list, removal)
  const sessions = new ResourceModel(async () => {
    const { createSessions } = await import('./app/sessions.ts')
    return createSessions({ feed, account: api.account })
  })
  const journeys = new ResourceModel(async () => {
    const { createJourneys } = await import('./app/journeys.ts')
    return createJourneys(api)
  })
  const outside = new ResourceModel(async () => {
    const { createOutside } = await import('./app/outside.ts')
    return createOutside({ client: createClient(), feed, notice })
  })
  // The list hears of deletions first, so that rows which are hidden until then never come back for a moment.
  const feed: FeedModel = new FeedModel(
    [
      events => list.apply(events),
      events => removal.apply(events),
      events => message.apply(events),
      events => thread.apply(events),
      events => accounts.apply(events),
      events => notifier.apply(events),
      events => sessions.value.value?.apply(events),
      events => journeys.value.value?.apply(events),
      events => outside.value.value?.apply(events),
    ],
    nextFrame,
  )
  return {
    accounts,
    details: {
      source: new ResourceModel(api.source),
      remoteReferences: new ResourceModel(api.remoteReferences),
      headers: new ResourceModel(api.headers),
      structure: new ResourceModel(api.structure),
      attachmentText: new ResourceModel(api.attachmentText),
      transcript: new ResourceModel(api.transcript),
    },
    drafts: new DraftsModel(localStorage),
    feed,
    info: new InfoModel(api.info),
    journeys,
    list,
    message,
    notice,
    now: new NowModel(),
    outbox: new OutboxModel(),
    outside,
    preview: new PreviewModel(),
    refused: new RefusedModel(),
    removal,
    router: new Router(window),
    searches: new SearchesModel(localStorage),
    selection: new SelectionModel(visible),
    sessions,
    settings,
    thread,
    visible,
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
  const { info, feed, accounts, list } = models
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
