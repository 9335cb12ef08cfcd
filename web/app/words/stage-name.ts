import { journeyWords } from './journey-words.ts'

/** At which moment of a session: `rcpt` is "at RCPT", `pop3:retr` is "at POP3 RETR". */
export function stageName(stage: string): string {
  const { stages, atStage } = journeyWords()
  return stages[stage] ?? atStage(stage.replace(':', ' ').toUpperCase())
}
