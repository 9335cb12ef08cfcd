import type { FastifySchemaCompiler, FastifySchemaValidationError } from 'fastify'
import type { ErrorObject, Options, ValidateFunction } from 'ajv'
import { createRequire } from 'node:module'

type Ajv = import('ajv').Ajv

const require = createRequire(import.meta.url)

/** Texts of the address are read as the numbers and switches that the contract asks for; bodies are taken as they are. */
const TEXT_OPTIONS: Options = { coerceTypes: 'array', useDefaults: true, strict: false }
const BODY_OPTIONS: Options = { strict: false }

/**
 * Checks requests against the schemas of their routes. Each schema is compiled by the first request that needs
 * it: compiling all of them at once, as Fastify does, doubles the time that this server takes to start.
 */
export function createValidatorCompiler(): FastifySchemaCompiler<unknown> {
  let text: Ajv | undefined
  let body: Ajv | undefined
  return ({ schema, httpPart }) => {
    let validate: ValidateFunction | undefined
    return (value: unknown) => {
      const ajv =
        httpPart === 'body' ? (body ??= createAjv(BODY_OPTIONS)) : (text ??= createAjv(TEXT_OPTIONS))
      validate ??= ajv.compile(schema as object)
      if (validate(value)) return { value }
      return { error: (validate.errors ?? []) as ValidationErrors }
    }
  }
}

/**
 * Fastify loads its own compilers when it is made, even if it is given others afterwards; these stand in for them
 * and are never asked.
 */
export const NO_COMPILERS = { buildValidator: unused, buildSerializer: unused }

function unused(): never {
  throw new Error('routes are checked by createValidatorCompiler, and answers are not compiled')
}

type ValidationErrors = FastifySchemaValidationError[]

function createAjv(options: Options): Ajv {
  const { Ajv } = require('ajv') as typeof import('ajv')
  // Formats only describe: none of the request schemas relies on one.
  return new Ajv({ ...options, validateFormats: false })
}

/** A validation error of ajv in words, with the place where it is. */
export function describeValidationError(error: FastifySchemaValidationError): {
  path: string
  message: string
} {
  const { instancePath, keyword, params, message } = error as ErrorObject
  if (keyword === 'additionalProperties') {
    const { additionalProperty } = params as { additionalProperty: string }
    return { path: `${instancePath}/${additionalProperty}`, message: 'is not known here' }
  }
  if (keyword === 'required') {
    return {
      path: `${instancePath}/${(params as { missingProperty: string }).missingProperty}`,
      message: 'is missing',
    }
  }
  return { path: instancePath, message: message ?? 'does not fit' }
}
