import { Model } from './model.ts'

/** The time that "5 minutes ago" is counted from, in milliseconds since the epoch; moves on now and then. */
export class NowModel extends Model<number> {
  constructor(every = 20_000) {
    super(Date.now())
    setInterval(() => this.set(Date.now()), every)
  }
}
