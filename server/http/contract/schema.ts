import type {
  Static,
  TAddOptional,
  TArray,
  TArrayOptions,
  TBoolean,
  TEnum,
  TInteger,
  TLiteral,
  TNull,
  TNumber,
  TNumberOptions,
  TObject,
  TObjectOptions,
  TProperties,
  TRecord,
  TSchema,
  TSchemaOptions,
  TString,
  TStringOptions,
  TUnion,
  TUnsafe,
} from 'typebox'

export type { Static, TProperties, TSchema } from 'typebox'

/** Marks a property that may be left out; not enumerable, so that it never shows in the JSON Schema. */
const OPTIONAL = '~optional'

function optional<Schema extends TSchema>(schema: Schema): TAddOptional<Schema> {
  const copy = { ...schema }
  Object.defineProperty(copy, OPTIONAL, { value: true, enumerable: false })
  return copy as unknown as TAddOptional<Schema>
}

function object<Properties extends TProperties>(
  properties: Properties,
  options: TObjectOptions = {},
): TObject<Properties> {
  const required = Object.keys(properties).filter(name => !(OPTIONAL in (properties[name] as object)))
  const schema =
    required.length > 0 ? { type: 'object', required, properties } : { type: 'object', properties }
  return { ...schema, ...options } as unknown as TObject<Properties>
}

/**
 * The builders of TypeBox that the contract uses, with TypeBox's own types, giving the same JSON Schemas (a
 * test holds them together). Its run time is some 300 modules that take 70 ms to load, a fifth of what the whole
 * program may take to start; these take none.
 */
export const Type = {
  String: (options: TStringOptions = {}): TString => ({ type: 'string', ...options }) as unknown as TString,
  Number: (options: TNumberOptions = {}): TNumber => ({ type: 'number', ...options }) as unknown as TNumber,
  Integer: (options: TNumberOptions = {}): TInteger =>
    ({ type: 'integer', ...options }) as unknown as TInteger,
  Boolean: (options: TSchemaOptions = {}): TBoolean =>
    ({ type: 'boolean', ...options }) as unknown as TBoolean,
  Null: (options: TSchemaOptions = {}): TNull => ({ type: 'null', ...options }) as unknown as TNull,
  Literal: <const Value extends string>(value: Value, options: TSchemaOptions = {}): TLiteral<Value> =>
    ({ type: 'string', const: value, ...options }) as unknown as TLiteral<Value>,
  Enum: <const Values extends string[]>(values: readonly [...Values], options: TSchemaOptions = {}) =>
    ({ enum: values, ...options }) as unknown as TEnum<Values>,
  Array: <Item extends TSchema>(items: Item, options: TArrayOptions = {}): TArray<Item> =>
    ({ type: 'array', items, ...options }) as unknown as TArray<Item>,
  Union: <Schemas extends TSchema[]>(anyOf: [...Schemas], options: TSchemaOptions = {}): TUnion<Schemas> =>
    ({ anyOf, ...options }) as unknown as TUnion<Schemas>,
  /** A map from any string to `value`. */
  StringMap: <Value extends TSchema>(value: Value, options: TObjectOptions = {}) =>
    ({ type: 'object', patternProperties: { '^.*$': value }, ...options }) as unknown as TRecord<
      '^.*$',
      Value
    >,
  /** A schema written by hand, for the static type given. */
  Unsafe: <T>(schema: TSchema): TUnsafe<T> => schema as TUnsafe<T>,
  Object: object,
  Optional: optional,
}

/** A value of `schema`, or null. */
export function nullable<Schema extends TSchema>(schema: Schema, options: TSchemaOptions = {}) {
  return Type.Union([schema, Type.Null()], options)
}

/** The static type of an object schema with the properties of `Base` replaced by those of `Extension`. */
export type Extended<Base extends TSchema, Extension extends TSchema> = Omit<
  Static<Base>,
  keyof Static<Extension>
> &
  Static<Extension>
