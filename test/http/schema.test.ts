import * as typebox from 'typebox'
import { describe, expect, it } from 'vitest'
import { Type } from '../../server/http/contract/schema.ts'

/** As it is written out. */
const plain = (schema: unknown): unknown => JSON.parse(JSON.stringify(schema))

describe('the builders of schemas', () => {
  it.each([
    ['String', Type.String({ minLength: 1 }), typebox.String({ minLength: 1 })],
    ['Number', Type.Number(), typebox.Number()],
    ['Integer', Type.Integer({ minimum: 0 }), typebox.Integer({ minimum: 0 })],
    ['Boolean', Type.Boolean(), typebox.Boolean()],
    ['Null', Type.Null(), typebox.Null()],
    ['Literal', Type.Literal('a'), typebox.Literal('a')],
    ['Enum', Type.Enum(['a', 'b']), typebox.Enum(['a', 'b'])],
    ['Array', Type.Array(Type.String(), { maxItems: 2 }), typebox.Array(typebox.String(), { maxItems: 2 })],
    ['Union', Type.Union([Type.String(), Type.Null()]), typebox.Union([typebox.String(), typebox.Null()])],
    ['StringMap', Type.StringMap(Type.String()), typebox.Record(typebox.String(), typebox.String())],
    [
      'Object',
      Type.Object({ a: Type.String(), b: Type.Optional(Type.Integer()) }, { additionalProperties: false }),
      typebox.Object(
        { a: typebox.String(), b: typebox.Optional(typebox.Integer()) },
        { additionalProperties: false },
      ),
    ],
    ['Object without properties', Type.Object({}), typebox.Object({})],
    [
      'Object of optional properties',
      Type.Object({ a: Type.Optional(Type.String()) }),
      typebox.Object({ a: typebox.Optional(typebox.String()) }),
    ],
  ])('give for %s what TypeBox gives', (_, ours, theirs) => {
    expect(plain(ours)).toEqual(plain(theirs))
  })
})
