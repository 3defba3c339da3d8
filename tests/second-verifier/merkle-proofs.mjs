// The trees and proofs of RFC 9162, 2.1, written from docs/ledger-format.md, section 1, and sharing nothing with the first
// implementation. Usage:
//   node merkle-proofs.mjs --exhaustive 300      all proofs of all trees to that size: checks each, refuses forged ones, prints a digest
//   node merkle-proofs.mjs --vectors folder      checks trees.json, commitments.json and checkpoints.json of tests/vectors
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const sha = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const leafHash = bytes => sha(Buffer.of(0), bytes)
const node = (left, right) => sha(Buffer.of(1), left, right)
const need = (right, what) => { if (!right) throw new Error(what) }
const split = n => { let k = 1; while (k * 2 < n) k *= 2; return k }

// Roots of stretches of one row of leaves; each is computed once.
class Leaves {
  #known = new Map()
  constructor(leaves) { this.leaves = leaves }
  root(from = 0, to = this.leaves.length) {
    if (to === from) return sha('')
    if (to === from + 1) return this.leaves[from]
    const key = from * 65536 + to
    if (!this.#known.has(key)) {
      const middle = from + split(to - from)
      this.#known.set(key, node(this.root(from, middle), this.root(middle, to)))
    }
    return this.#known.get(key)
  }
  // PATH(m, D[from:to]) of 2.1.3.1
  inclusion(m, from, to) {
    if (to - from === 1) return []
    const k = split(to - from)
    return m < k
      ? [...this.inclusion(m, from, from + k), this.root(from + k, to)]
      : [...this.inclusion(m - k, from + k, to), this.root(from, from + k)]
  }
  // SUBPROOF(m, D[from:to], whole) of 2.1.4.1
  consistency(m, from, to, whole = true) {
    if (m === to - from) return whole ? [] : [this.root(from, to)]
    const k = split(to - from)
    return m <= k
      ? [...this.consistency(m, from, from + k, whole), this.root(from + k, to)]
      : [...this.consistency(m - k, from + k, to, false), this.root(from, from + k)]
  }
}

// Not the loops of the RFC but its definitions, run backwards: which hash is beside which follows from the sizes alone.
function rootByInclusion(leaf, index, size, proof) {
  if (index < 0 || index >= size) return null
  if (size === 1) return proof.length === 0 ? leaf : null
  if (proof.length === 0) return null
  const [rest, beside] = [proof.slice(0, -1), proof.at(-1)]
  const k = split(size)
  const below = index < k ? rootByInclusion(leaf, index, k, rest) : rootByInclusion(leaf, index - k, size - k, rest)
  return below && (index < k ? node(below, beside) : node(beside, below))
}
export const verifyInclusion = (leaf, index, size, proof, root) => proof.every(h => h.length === 32) && !!rootByInclusion(leaf, index, size, proof)?.equals(root)

function rootsByConsistency(m, n, oldRoot, proof, whole) {
  if (m === n) return whole ? (proof.length === 0 ? [oldRoot, oldRoot] : null) : (proof.length === 1 ? [proof[0], proof[0]] : null)
  if (proof.length === 0) return null
  const [rest, beside] = [proof.slice(0, -1), proof.at(-1)]
  const k = split(n)
  const below = m <= k ? rootsByConsistency(m, k, oldRoot, rest, whole) : rootsByConsistency(m - k, n - k, oldRoot, rest, false)
  return below && (m <= k ? [below[0], node(below[1], beside)] : [node(beside, below[0]), node(beside, below[1])])
}
export function verifyConsistency(m, oldRoot, n, newRoot, proof) {
  if (m < 0 || m > n || !proof.every(h => h.length === 32)) return false
  if (m === 0) return proof.length === 0 && oldRoot.equals(sha('')) && (n > 0 || newRoot.equals(oldRoot))
  const roots = rootsByConsistency(m, n, oldRoot, proof, true)
  return !!roots && roots[0].equals(oldRoot) && roots[1].equals(newRoot)
}

// One bit flipped, one hash less, one doubled, one more, all moved by one. In large trees one of these in turn.
function forgeries(proof, turn, size) {
  if (proof.length === 0) return [[sha('')]]
  const at = turn % proof.length
  const flipped = proof.map((h, i) => { if (i !== at) return h; const f = Buffer.from(h); f[turn % 32] ^= 1 << turn % 8; return f })
  const forged = [flipped, proof.filter((_, i) => i !== at), [...proof.slice(0, at), proof[at], ...proof.slice(at)], [...proof, proof[0]]]
  if (proof.length > 1) forged.push([...proof.slice(1), proof[0]])
  return size <= 64 ? forged : [forged[turn % forged.length]]
}

function exhaustive(most) {
  const all = new Leaves(Array.from({ length: most }, (_, i) => { const b = Buffer.alloc(4); b.writeUInt32LE(i); return sha(b) }))
  const digest = createHash('sha256')
  let [proofs, refused] = [0, 0]
  const refuse = (isGood, what) => { need(!isGood, what); refused++ }
  for (let n = 0; n <= most; n++) {
    const root = all.root(0, n)
    digest.update(root)
    for (let i = 0; i < n; i++) {
      const proof = all.inclusion(i, 0, n)
      need(verifyInclusion(all.leaves[i], i, n, proof, root), `inclusion ${i} of ${n}`)
      proof.forEach(h => digest.update(h))
      proofs++
      for (const forged of forgeries(proof, i + n, n)) refuse(verifyInclusion(all.leaves[i], i, n, forged, root), `forged inclusion ${i} of ${n}`)
      for (const other of [i - 1, i + 1, (i + n) % (2 * n)]) if (other !== i) refuse(verifyInclusion(all.leaves[i], other, n, proof, root), `inclusion ${i} of ${n} at ${other}`)
    }
    for (let m = 0; m <= n; m++) {
      const proof = m === 0 ? [] : all.consistency(m, 0, n)
      const oldRoot = all.root(0, m)
      need(verifyConsistency(m, oldRoot, n, root, proof), `consistency ${m} to ${n}`)
      proof.forEach(h => digest.update(h))
      proofs++
      for (const forged of forgeries(proof, m + n, n)) refuse(verifyConsistency(m, oldRoot, n, root, forged), `forged consistency ${m} to ${n}`)
      if (m > 1) refuse(verifyConsistency(m - 1, oldRoot, n, root, proof), `consistency ${m} to ${n} as from ${m - 1}`)
    }
  }
  return { digest: digest.digest('base64'), proofs, refused }
}

function vectors(folder) {
  const read = name => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const hex = text => Buffer.from(text, 'hex')
  const part = x => { const bytes = Buffer.from(x); const length = Buffer.alloc(4); length.writeUInt32BE(bytes.length); return Buffer.concat([length, bytes]) }
  let checked = 0
  const says = (answer, expected, what) => { need(answer === expected, what); checked++ }

  const trees = read('trees.json')
  const all = new Leaves(trees.leaves.map(l => leafHash(hex(l))))
  trees.leafHashes.forEach((h, i) => says(all.leaves[i].toString('hex'), h, `leaf ${i}`))
  trees.roots.forEach((r, n) => says(all.root(0, n).toString('hex'), r, `root ${n}`))
  for (const v of trees.inclusion) says(verifyInclusion(all.leaves[v.leaf], v.index, v.size, v.proof.map(hex), hex(v.root)), v.valid, `inclusion ${JSON.stringify(v)}`)
  for (const v of trees.consistency) says(verifyConsistency(v.from, hex(v.fromRoot), v.to, hex(v.toRoot), v.proof.map(hex)), v.valid, `consistency ${JSON.stringify(v)}`)
  for (const v of trees.rows) says(new Leaves(v.rows.map(r => sha(Buffer.of(0), hex(v.salt), Buffer.from(r)))).root().toString('hex'), v.root, 'rows')

  for (const v of read('commitments.json')) {
    says(sha(Buffer.of(0x10), part(v.ledger), part(v.entry), part(v.field), part(hex(v.salt)), part(v.value)).toString('base64') === v.commitment, v.valid, `commitment of ${v.value}`)
  }

  for (const v of read('checkpoints.json')) {
    const spki = Buffer.from(v.key, 'base64')
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
    const cut = v.note.lastIndexOf('\n\n')
    const lines = v.note.slice(cut + 2, -1).split('\n').map(l => l.split(' ')).filter(([, name]) => name === v.name)
      .map(([, , base64]) => Buffer.from(base64, 'base64')).filter(b => b.subarray(0, 4).equals(sha(spki).subarray(0, 4)))
    says(lines.length > 0 && lines.every(b => verifySignature('sha256', Buffer.from(v.note.slice(0, cut + 1)), key, b.subarray(4))), v.valid, `checkpoint ${v.why}`)
  }
  return { checked }
}

const [flag, value] = process.argv.slice(2)
if (flag === '--exhaustive') console.log(JSON.stringify(exhaustive(Number(value))))
if (flag === '--vectors') console.log(JSON.stringify(vectors(value)))
