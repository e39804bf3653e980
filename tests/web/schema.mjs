// SPDX-License-Identifier: MIT
/*
 * A small validator of the JSON Schema that docs/openapi.json is written in,
 * and the way back: from answers to rows of fcgi/shapes.c.
 */
const kind = v => v === null ? 'null' : Array.isArray(v) ? 'array' : Number.isInteger(v) ? 'integer' : typeof v

/* Every fault of value v at `at`, in words. */
export function faults(api, schema, v, at = '') {
  if (schema.$ref) return faults(api, schema.$ref.slice(2).split('/').reduce((o, k) => o[k], api), v, at)
  if (schema.anyOf) {
    const all = schema.anyOf.map(s => faults(api, s, v, at))
    return all.some(f => f.length === 0) ? [] : all.find((f, i) => schema.anyOf[i].type !== 'null')
  }
  const types = [].concat(schema.type ?? []), k = kind(v)
  if (types.length && !types.includes(k) && !(k === 'integer' && types.includes('number'))) return [`${at} is ${k}, not ${types.join(' or ')}`]
  if (k === 'string' && schema.pattern && !new RegExp(schema.pattern).test(v)) return [`${at} does not fit ${schema.pattern}: ${v}`]
  if (k === 'array') return schema.items ? v.flatMap((x, i) => faults(api, schema.items, x, `${at}[]`)) : []
  if (k !== 'object') return []
  if (!schema.properties) return typeof schema.additionalProperties === 'object' ? Object.values(v).flatMap(x => faults(api, schema.additionalProperties, x, `${at}{}`)) : []
  const out = (schema.required ?? []).filter(n => !(n in v)).map(n => `${at}.${n} is missing`)
  for (const [n, x] of Object.entries(v))
    if (schema.properties[n]) out.push(...faults(api, schema.properties[n], x, `${at}.${n}`))
    else if (schema.additionalProperties === false) out.push(`${at}.${n} is in the answer but not in its shape`)
  return out
}

export function check(api, { route, answer }) {
  const op = api.paths[route.path]?.[route.method.toLowerCase()], name = `${route.name} ${answer.status}`
  if (!op) return [`${name}: no such operation in openapi.json`]
  const said = op.responses[answer.status] ?? (answer.status >= 400 ? op.responses.default : undefined)
  if (!said) return [`${name}: fcgi/shapes.c has no answer of this status`]
  const type = answer.type.split(';')[0], content = said.$ref ? api.components.responses.problem.content : said.content
  if (!content) return answer.bytes.length ? [`${name}: answers ${type}, but fcgi/shapes.c says nothing`] : []
  if (!content[type] && !content['*/*']) return [`${name}: answers ${type}, not ${Object.keys(content)}`]
  if (!/json/.test(type)) return []
  return faults(api, content[type].schema, answer.body).map(f => `${name}: ${f} (fcgi/shapes.c)`)
}

/* References that lead nowhere, path parameters that nobody declares, ids that are there twice. */
export function well_formed(api) {
  const out = [], ids = new Set()
  const walk = (o, at) => {
    if (o === null || typeof o !== 'object') return
    if (typeof o.$ref === 'string' && o.$ref.slice(2).split('/').reduce((x, k) => x?.[k], api) === undefined) out.push(`${at}: ${o.$ref}`)
    for (const [k, v] of Object.entries(o)) walk(v, `${at}/${k}`)
  }
  walk(api, '')
  if (!/^3\.1\./.test(api.openapi) || !api.info?.title || !api.info?.version) out.push('head')
  for (const [path, ops] of Object.entries(api.paths))
    for (const [method, op] of Object.entries(ops)) {
      const want = [...path.matchAll(/\{([a-z]+)\}/g)].map(m => m[1]).sort().join()
      const have = (op.parameters ?? []).filter(p => p.in === 'path').map(p => p.name).sort().join()
      if (want !== have) out.push(`${method} ${path}: path parameters`)
      if (!op.operationId || ids.has(op.operationId)) out.push(`${method} ${path}: operationId ${op.operationId}`)
      ids.add(op.operationId)
      if (!Object.keys(op.responses ?? {}).some(s => s < '300')) out.push(`${method} ${path}: no answer`)
      for (const s of Object.values(op.responses)) if (!s.$ref && !s.description) out.push(`${method} ${path}: an answer without words`)
    }
  return [out.length === 0, ...out]
}

/* ---- the way back ---- */

const PID = /^[A-Z2-7]{26}$/
function infer(values) {
  const some = values.filter(v => v !== null && v !== undefined), nil = some.length < values.length ? '?' : ''
  const kinds = new Set(some.map(kind))
  if (some.length === 0) return 'any?'
  if (kinds.size > 1) return 'any' + nil
  const k = kind(some[0])
  if (k === 'string') return (some.every(s => PID.test(s)) ? 'pid' : 'text') + nil
  if (k === 'integer') return 'int' + nil
  if (k === 'boolean') return 'bool' + nil
  if (k === 'array') { const all = some.flat(); return `[${all.length ? infer(all) : 'any'}]` + nil }
  const names = [...new Set(some.flatMap(o => Object.keys(o)))]
  return '{' + names.map(n => `${n}${some.every(o => n in o) ? '' : '?'}:${infer(some.map(o => o[n]).filter(v => v !== undefined))}`).join(' ') + '}' + nil
}

export function shapes_of(told) {
  const rows = new Map()
  for (const h of told) {
    const at = `${h.route.name}\t${h.answer.status}`
    if (!rows.has(at)) rows.set(at, [])
    rows.get(at).push(h.answer)
  }
  return [...rows].map(([at, all]) => {
    const type = all[0].type.split(';')[0]
    return `${at}\t${all[0].bytes.length === 0 ? '' : /json/.test(type) ? infer(all.map(a => a.body)) : type}`
  }).join('\n')
}
