// A second verifier, written from docs/ledger-format.md and sharing nothing with the first: where the two differ, one is wrong.
// All steps of section 12 but --fold and the business rules (41). Usage:
//   node ledger-verify.mjs bundle.zip policy.json [--known file]... [--anchors file]...   exit code as in section 12
//   node ledger-verify.mjs --cases cases.json      runs many: [{bundle, policy, known: [], anchors: []}], prints their codes as JSON
// The proof of one entry: proof-verify.mjs.
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'

export class Fault extends Error { constructor(code, text) { super(text); this.code = code } }
export const fail = (code, text) => { throw new Fault(code, text) }
export const need = (right, code, text) => right || fail(code, text)
export const sha = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
export const utf8 = bytes => { try { return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) } catch { fail(10, 'not UTF-8') } }
const MB = 2 ** 20
const HASH = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)\.\d{3}Z$/

// --- section 2: a value is canonical where writing what was parsed gives the same bytes
function canonical(value, depth = 0) {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return need(Number.isSafeInteger(value) && !Object.is(value, -0), 10, 'number') && String(value)
  if (typeof value === 'string') return need(value.isWellFormed(), 10, 'half a pair') && JSON.stringify(value)
  need(depth < 64, 10, 'too deep')
  if (Array.isArray(value)) return '[' + value.map(v => canonical(v, depth + 1)).join() + ']'
  return '{' + Object.keys(value).sort().map(k => canonical(k) + ':' + canonical(value[k], depth + 1)).join() + '}'
}
function parse(bytes, where) {
  const text = utf8(bytes)
  let value
  try { value = JSON.parse(text) } catch { fail(10, where + ': not JSON') }
  need(canonical(value) === text, 10, where + ': not canonical')
  return value
}
const isObject = v => v !== null && typeof v === 'object' && !Array.isArray(v)
const isText = v => typeof v === 'string' && v.length > 0
const isCount = v => Number.isSafeInteger(v) && v >= 0
const isHash = v => typeof v === 'string' && HASH.test(v)
const isId = v => typeof v === 'string' && ID.test(v)
function isInstant(v) {
  const m = typeof v === 'string' && INSTANT.exec(v)
  return m && m[1] !== '0000' && !Number.isNaN(Date.parse(v)) && new Date(v).toISOString() === v
}
// Members by name; a name that ends with a question mark may lack; no others may be there.
function isShape(v, shape) {
  if (!isObject(v)) return false
  const known = Object.keys(shape).map(k => k.replace('?', ''))
  return Object.keys(v).every(k => known.includes(k))
    && Object.entries(shape).every(([k, test]) => k.endsWith('?') ? !Object.hasOwn(v, k.slice(0, -1)) || test(v[k.slice(0, -1)]) : Object.hasOwn(v, k) && test(v[k]))
}

// --- section 3
const isAct = act => isObject(act) && Object.entries(act).every(([k, v]) => k === 'subjectHash' || k === 'viewHash' ? isHash(v)
  : v === null || ['string', 'boolean', 'number'].includes(typeof v) || (Array.isArray(v) && v.every(i => typeof i === 'string')))
const isPriv = priv => Array.isArray(priv) && priv.length > 0 && priv.every((p, i) => isShape(p, { f: isText, h: isHash }) && (i === 0 || priv[i - 1].f < p.f))
const BODY = {
  act: isAct,
  actor: v => isShape(v, { 'acr?': isText, 'authAt?': isInstant, idp: isText, pid: isText, 'sid?': isHash }),
  at: isInstant, 'cause?': isCount, 'cmd?': isId, 'corr?': isId, id: isId, idx: isCount, ledger: isText, node: isText,
  obj: v => isShape(v, { 'from?': isCount, id: isText, kind: isText, 'stateHash?': isHash, to: isCount }),
  'obo?': v => isShape(v, { grant: isText, pid: isText }),
  prev: isHash, 'priv?': isPriv,
  tx: v => isShape(v, { id: isId, n: n => isCount(n) && n >= 1, of: isCount }) && v.of >= v.n && v.of < 2 ** 31,
  type: isText, v: v => v === 1, via: isText,
}
export function entryOf(body) {
  const entry = parse(body, 'entry')
  need(isShape(entry, BODY) && !(entry.cause >= entry.idx), 10, 'not a body')
  return entry
}

// --- section 1: the tree, as a stack of perfect subtrees
class Tree {
  size = 0
  #stack = []
  append(leaf) {
    let node = leaf
    for (let bits = this.size; bits % 2 === 1; bits = Math.floor(bits / 2)) node = sha(Buffer.of(1), this.#stack.pop(), node)
    this.#stack.push(node)
    this.size++
  }
  root() {
    if (this.size === 0) return sha('')
    return this.#stack.reduceRight((right, left) => right === null ? left : sha(Buffer.of(1), left, right), null)
  }
}

// --- section 7
export function noteOf(text) {
  const cut = text.lastIndexOf('\n\n')
  need(cut >= 0 && text.endsWith('\n') && cut + 2 < text.length, 10, 'not a note')
  const signed = text.slice(0, cut + 1), signatures = text.slice(cut + 2, -1).split('\n').map(line => {
    const m = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/.exec(line)
    const bytes = m && Buffer.from(m[2], 'base64')
    need(m && !m[1].includes('+') && bytes.length >= 5 && bytes.toString('base64') === m[2], 10, 'not a signature')
    return { name: m[1], id: bytes.subarray(0, 4).toString('hex'), signature: bytes.subarray(4) }
  })
  need(signatures.length <= 64, 10, 'too many signatures')
  const lines = signed.split('\n'), root = Buffer.from(lines[2] ?? '', 'base64')
  need(lines.length === 4 && lines[3] === '' && lines[0] !== '' && /^(0|[1-9]\d*)$/.test(lines[1]) && Number.isSafeInteger(Number(lines[1]))
    && root.length === 32 && root.toString('base64') === lines[2], 10, 'not a checkpoint')
  return { signed, signatures, origin: lines[0], size: Number(lines[1]), root }
}
function notesOf(text) {
  need(text === '' || text.endsWith('\n'), 10, 'a file of notes ends inside a line')
  const notes = []
  let [note, isSigned] = ['', false]
  for (const line of text.split(/(?<=\n)/)) {
    const isSignature = line.startsWith('— ')
    if (isSigned && !isSignature) { notes.push(noteOf(note)); note = '' }
    note += line
    isSigned = isSignature
  }
  if (note !== '') notes.push(noteOf(note))
  return notes
}
const isName = n => isText(n) && !/[\s\p{Cc}+"\\]/u.test(n)
export function policyOf(file) {
  try {
    const text = utf8(readFileSync(file))
    const { v, ledgers: named, anchorMaxAgeMinutes: maxAge } = JSON.parse(text)
    const hasFractions = /[.eE]/.test(text.replace(/"(?:[^"\\]|\\.)*"|true|false|null/g, '')) // 1.0 and 1e3 are whole numbers to JSON.parse
    need(Buffer.byteLength(text) <= MB && v === 1 && !hasFractions && (maxAge === undefined || (Number.isInteger(maxAge) && maxAge === (maxAge | 0))), 2, 'not a policy')
    const ledgers = new Map(named.map(l => [need(isName(l.name), 2, 'not a name') && l.name, l.keys.map(k => {
      const spki = Buffer.from(k.key, 'base64')
      const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
      need(spki.toString('base64') === k.key && key.asymmetricKeyDetails.namedCurve === 'prime256v1' && key.export({ format: 'der', type: 'spki' }).equals(spki)
        && isCount(k.from ?? 0) && isCount(k.to ?? 0), 2, 'not a key on P-256')
      return { key, id: sha(spki).subarray(0, 4).toString('hex'), from: k.from ?? 0, to: k.to ?? Infinity }
    })]))
    return need(ledgers.size === named.length, 2, 'a ledger twice') && { ledgers, maxAge }
  } catch (e) { fail(2, e.message) }
}
export function checkSigned(note, policy) {
  const keys = policy.ledgers.get(note.origin) ?? fail(30, 'no key for ' + note.origin)
  let believed = false
  for (const k of keys) {
    const own = note.signatures.filter(s => s.name === note.origin && s.id === k.id)
    for (const s of own) need(verifySignature('sha256', Buffer.from(note.signed), k.key, s.signature), 30, 'wrong signature')
    believed ||= own.length > 0 && note.size >= k.from && note.size <= k.to
  }
  need(believed, 30, 'not signed by a key that may')
}

// --- section 10: the zip, read from its central directory
function unzip(zip) {
  const end = zip.lastIndexOf(Buffer.of(0x50, 0x4b, 5, 6), Math.max(zip.length - 22, 0))
  need(zip.length >= 22 && end >= 0, 10, 'not a zip')
  const files = new Map()
  let at = zip.readUInt32LE(end + 16)
  for (let i = zip.readUInt16LE(end + 10); i > 0; i--) {
    need(at + 46 <= zip.length && zip.readUInt32LE(at) === 0x02014b50, 10, 'not a zip')
    const [method, packed, length, nameLength] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28)]
    const name = zip.subarray(at + 46, at + 46 + nameLength).toString()
    const local = zip.readUInt32LE(at + 42)
    need(!files.has(name) && local + 30 <= zip.length, 10, 'one name twice, or outside')
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    need(zip.readUInt32LE(local) === 0x04034b50 && start + packed <= zip.length && (method === 0 || method === 8), 10, 'not a zip')
    files.set(name, () => {
      const bytes = zip.subarray(start, start + packed)
      try { return method === 0 ? bytes : inflateRawSync(bytes, { maxOutputLength: length || 1 }) } catch { fail(10, name + ' cannot be unpacked') }
    })
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  const read = name => files.has(name) ? files.get(name)() : fail(10, 'the bundle lacks ' + name)
  const readShort = name => need(read(name).length <= 64 * MB, 10, name + ' is too long') && read(name)
  return { has: name => files.has(name), read, readShort }
}
function linesOf(bytes, where) {
  const text = utf8(bytes)
  need(text === '' || text.endsWith('\n'), 10, where + ' ends inside a line')
  return text === '' ? [] : text.slice(0, -1).split('\n').map(line => need(Buffer.byteLength(line) <= 16 * MB, 10, where + ' has a line of more than 16 MB') && parse(Buffer.from(line), where))
}

// --- section 12
export function verify(bundle, policyFile, known, anchors) {
  const policy = policyOf(policyFile)
  const outside = outsideNotes(known, anchors)
  const files = unzip(readFileSync(bundle))
  const manifest = parse(files.readShort('bundle.json'), 'bundle.json')
  const isLedger = l => isShape(l, { folder: f => /^[a-z0-9-]{1,40}$/.test(f), name: isName, private: p => p === 'all' || p === 'none' })
  need(isObject(manifest) && manifest.v === 1 && isInstant(manifest.made) && Array.isArray(manifest.ledgers) && manifest.ledgers.length > 0
    && manifest.ledgers.every(isLedger) && ['name', 'folder'].every(k => new Set(manifest.ledgers.map(l => l[k])).size === manifest.ledgers.length), 10, 'not a table of contents')
  for (const ledger of manifest.ledgers) verifyLedger(files, manifest, ledger, policy, outside.filter(n => n.origin === ledger.name), anchors.length > 0)
  need(outside.every(n => n.size === 0 || manifest.ledgers.some(l => l.name === n.origin)), 32, 'a ledger is missing')
}

function outsideNotes(known, anchors) {
  try {
    return [
      ...known.flatMap(f => notesOf(utf8(readFileSync(f)))),
      ...anchors.flatMap(f => linesOf(readFileSync(f), 'anchor file')).map(a => need(isShape(a, { at: isInstant, note: isText }), 10, 'not an anchor') && { ...noteOf(a.note), at: a.at })]
  } catch (e) { fail(2, e.message) }
}

function verifyLedger(files, manifest, { folder, name, private: reveals }, policy, outside, hasAnchors) {
  const own = notesOf(utf8(files.readShort(folder + '/checkpoints.txt')))
  need(own.length > 0, 30, 'nothing is signed')
  for (const note of [...own, ...outside]) {
    need(note.origin === name, 20, 'a checkpoint of another ledger')
    checkSigned(note, policy)
  }
  own.forEach((note, i) => need(i === 0 || note.size >= own[i - 1].size, 33, 'smaller than before'))
  const bySize = new Map()
  for (const note of [...own, ...outside]) bySize.set(note.size, [...bySize.get(note.size) ?? [], note])
  for (const notes of bySize.values()) need(notes.every(n => n.root.equals(notes[0].root)), 31, 'one size, two roots')

  const tree = new Tree()
  const entries = []
  const compare = isTorn => {
    for (const note of bySize.get(tree.size) ?? []) need(note.root.equals(tree.root()), own.includes(note) ? 20 : 31, 'another root')
    need(!isTorn || !bySize.has(tree.size), 21, 'a checkpoint inside a group')
  }
  compare(false)
  const frames = files.read(folder + '/entries.bin')
  let [prev, at] = [sha(name), 0]
  let group = { n: 0, of: 0 } // null: not known, after a pruned entry
  while (at + 2 <= frames.length) {
    const length = frames.readUInt16BE(at)
    const end = at + 2 + (length || 32)
    if (end > frames.length) break
    const body = frames.subarray(at + 2, end)
    if (length === 0) {
      [prev, group] = [body, null]
      entries.push(null)
    } else {
      const entry = entryOf(body)
      need(entry.ledger === name, 20, 'of another ledger')
      need(entry.idx === entries.length, 21, 'not the next number')
      need(entry.prev === prev.toString('base64'), 20, 'not after the one before')
      const { id, n, of } = entry.tx
      need(group === null || (group.n === group.of ? n === 1 : n === group.n + 1 && of === group.of && id === group.id), 21, 'a torn group')
      prev = sha(Buffer.of(0), body)
      group = entry.tx
      entries.push(entry)
    }
    tree.append(prev)
    compare(group !== null && group.n !== group.of)
    at = end
  }
  need(at === frames.length, 10, 'ends inside a frame')
  need(group === null || group.n === group.of, 21, 'ends inside a group')
  need([...bySize.keys()].every(size => size <= entries.length), 32, 'the tail is missing')

  const has = need(files.has(folder + '/private.jsonl') || reveals === 'none', 10, 'texts are missing') && files.has(folder + '/private.jsonl')
  const texts = has ? linesOf(files.read(folder + '/private.jsonl'), 'private.jsonl') : []
  const part = x => { const bytes = Buffer.from(x); const length = Buffer.alloc(4); length.writeUInt32BE(bytes.length); return Buffer.concat([length, bytes]) }
  let [lacking, next] = [[], 0]
  for (const entry of entries.filter(e => e?.priv)) {
    for (const { f, h } of entry.priv) {
      const text = texts[next]
      if (text?.idx !== entry.idx || text?.f !== f) { lacking.push(entry.idx + ' ' + f); continue }
      const salt = typeof text.salt === 'string' ? Buffer.from(text.salt, 'base64') : Buffer.alloc(0)
      need(salt.length === 32 && typeof text.value === 'string', 10, 'not a text')
      need(sha(Buffer.of(0x10), part(name), part(entry.id), part(f), part(salt), part(text.value)).toString('base64') === h, 50, 'not the committed text')
      next++
    }
  }
  need(next === texts.length, 50, 'a text without a commitment')
  const ranges = entries.filter(e => e?.type === 'ledger.pruned' && Number.isInteger(e.act.from) && Number.isInteger(e.act.to))
    .map(e => [e.act.from, Math.min(e.act.to, e.idx - 1)]).sort(([a], [b]) => a - b)
  let [heard, until] = [0, -1]
  entries.forEach((e, i) => {
    for (; heard < ranges.length && ranges[heard][0] <= i; heard++) until = Math.max(until, ranges[heard][1])
    need(e !== null || i <= until, 21, 'pruned without a word')
  })
  const erased = new Set(entries.filter(e => e?.type === 'privacy.erased').flatMap(e => e.act.erased ?? []))
  need(reveals === 'none' || lacking.every(l => erased.has(l)), 50, 'erased without a word')

  if (files.has(folder + '/states.jsonl')) {
    const last = new Map(entries.filter(e => e?.obj.stateHash).map(e => [e.obj.kind + '\n' + e.obj.id, e.obj]))
    for (const state of linesOf(files.read(folder + '/states.jsonl'), 'states.jsonl')) {
      need(isShape(state, { id: v => typeof v === 'string', kind: v => typeof v === 'string', state: isObject, version: isCount }), 10, 'not a state')
      const told = last.get(state.kind + '\n' + state.id)
      need(told && told.to === state.version && told.stateHash === sha(canonical(state.state)).toString('base64'), 40, 'another state')
      last.delete(state.kind + '\n' + state.id)
    }
    need(last.size === 0, 40, 'a state is missing')
  }

  const seen = outside.filter(n => n.at).reduce((most, n) => Math.max(most, n.size), 0)
  const since = entries.find((e, i) => e !== null && i >= seen)
  need(!hasAnchors || policy.maxAge === undefined || !since || Date.parse(manifest.made) - Date.parse(since.at) <= policy.maxAge * 60_000, 60, 'the newest anchor is too old')
}

function codeOf({ bundle, policy, known = [], anchors = [] }) {
  try { verify(bundle, policy, known, anchors); return { code: 0, text: 'good' } } catch (e) { return { code: e instanceof Fault ? e.code : 2, text: e.message } }
}
const [first, ...rest] = process.argv[1] === import.meta.filename ? process.argv.slice(2) : []
if (first === '--cases') {
  console.log(JSON.stringify(JSON.parse(readFileSync(rest[0], 'utf8')).map(codeOf)))
} else if (first) {
  const all = flag => rest.flatMap((r, i) => rest[i - 1] === flag ? [r] : [])
  const { code, text } = codeOf({ bundle: first, policy: rest[0], known: all('--known'), anchors: all('--anchors') })
  console.log(code === 0 ? 'GOOD' : `FAULT ${code}: ${text}`)
  process.exitCode = code
}
