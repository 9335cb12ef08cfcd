import type { AccountsModel } from '../state/accounts-model.ts'
import type { ClockModel } from '../state/clock-model.ts'
import type { DraftsModel } from '../state/drafts-model.ts'
import type { FeedModel } from '../state/feed-model.ts'
import type { InfoModel } from '../state/info-model.ts'
import type { ListModel } from '../state/list-model.ts'
import type { MessageModel } from '../state/message-model.ts'
import type { NoticeModel } from '../state/notice-model.ts'
import type { NowModel } from '../state/now-model.ts'
import type { OutboxModel } from '../state/outbox-model.ts'
import type { PreviewModel } from '../state/preview-model.ts'
import type { RefusedModel } from '../state/refused-model.ts'
import type { RemovalModel } from '../state/removal-model.ts'
import type { ResourceModel } from '../state/resource-model.ts'
import type { SearchesModel } from '../state/searches-model.ts'
import type { SelectionModel } from '../state/selection-model.ts'
import type { SettingsModel } from '../state/settings-model.ts'
import type { ThreadModel } from '../state/thread-model.ts'
import type { VisibleModel } from '../state/visible-model.ts'
import type { MessageDetails } from '../views/message-details.ts'
import type { Journeys } from './journeys.ts'
import type { Outside } from './outside.ts'
import type { Router } from './router.ts'
import type { Sessions } from './sessions.ts'

/** What `main` makes once and the shell deals out: each view is given only those it shows. */
export interface Models {
  readonly accounts: AccountsModel
  readonly clock: ClockModel
  readonly details: MessageDetails
  readonly drafts: DraftsModel
  readonly feed: FeedModel
  readonly info: InfoModel
  /** The ways of messages and reports on them, which are loaded when they are first asked for. */
  readonly journeys: ResourceModel<Journeys>
  readonly list: ListModel
  readonly message: MessageModel
  readonly notice: NoticeModel
  readonly now: NowModel
  readonly outbox: OutboxModel
  /** The simulated outside, which is loaded when it is first asked for. */
  readonly outside: ResourceModel<Outside>
  readonly preview: PreviewModel
  readonly refused: RefusedModel
  readonly removal: RemovalModel
  readonly router: Router
  readonly searches: SearchesModel
  readonly selection: SelectionModel
  /** The views by mail protocols, which are loaded when they are first asked for. */
  readonly sessions: ResourceModel<Sessions>
  readonly settings: SettingsModel
  readonly thread: ThreadModel
  readonly visible: VisibleModel
}
