// The proof of one entry by docs/ledger-format.md, section 13. Usage:
//   node proof-verify.mjs file.tlog-proof policy.json      exit code as in section 12
//   node proof-verify.mjs --cases cases.json               runs many: [{proof, policy}], prints their codes as JSON
import { readFileSync } from 'node:fs'
import { Fault, checkSigned, entryOf, fail, need, noteOf, policyOf, sha, utf8 } from './ledger-verify.mjs'
import { verifyInclusion } from './merkle-proofs.mjs'

function proofOf(file) {
  try {
    const text = utf8(readFileSync(file))
    const end = text.indexOf('\n\n')
    const [header, extra, index, ...hashes] = text.slice(0, Math.max(end, 0)).split('\n')
    const plain = base64 => { const bytes = Buffer.from(base64, 'base64'); return need(bytes.toString('base64') === base64, 2, 'not in plain base64') && bytes }
    need(header === 'c2sp.org/tlog-proof@v1' && extra.startsWith('extra ') && /^index (0|[1-9]\d*)$/.test(index) && hashes.length <= 63, 2, 'not a proof')
    return { body: plain(extra.slice(6)), index: Number(index.slice(6)), hashes: hashes.map(plain), note: noteOf(text.slice(end + 2)) }
  } catch (e) { fail(2, e.message) }
}
function verify(file, policy) {
  const { body, index, hashes, note } = proofOf(file)
  checkSigned(note, policyOf(policy))
  const entry = entryOf(body)
  need(entry.idx === index && entry.ledger === note.origin, 20, 'another entry')
  need(verifyInclusion(sha(Buffer.of(0), body), index, note.size, hashes, note.root), 20, 'it does not lead to the signed root')
}

function codeOf({ proof, policy }) {
  try { verify(proof, policy); return { code: 0, text: 'good' } } catch (e) { return { code: e instanceof Fault ? e.code : 2, text: e.message } }
}
const [first, second] = process.argv.slice(2)
if (first === '--cases') {
  console.log(JSON.stringify(JSON.parse(readFileSync(second, 'utf8')).map(codeOf)))
} else {
  const { code, text } = codeOf({ proof: first, policy: second })
  console.log(code === 0 ? 'GOOD' : `FAULT ${code}: ${text}`)
  process.exitCode = code
}
