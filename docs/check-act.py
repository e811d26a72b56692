#!/usr/bin/env python3
"""Checks an act of destruction without any of Qorgau's code.

    pip install cryptography
    python3 check-act.py ACT.json VERIFIER-KEY      (the key itself, or the file that holds it)

Formats: RFC 6962 hashing, C2SP signed notes, checkpoints and tlog-proofs, RFC 8785 JSON.
"""
import base64, hashlib, json, os, sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def must(holds, otherwise):
    if not holds:
        sys.exit(f"NOT sound: {otherwise}")


def main(act_file, key_text):
    if os.path.isfile(key_text):
        key_text = open(key_text, encoding="utf-8").read().strip().split("\n")[-1]
    name, key_id, key = key_text.strip().split("+", 2)  # a name holds no plus sign
    key = base64.b64decode(key)
    must(key[0] == 1, "not an Ed25519 key")
    must(sha(name.encode(), b"\n", key)[:4].hex() == key_id, "the key's id is not its own")

    act = json.load(open(act_file, encoding="utf-8"))
    body = json.dumps(act["act"], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    operational = act["entry"]["operational"].encode()
    must(json.loads(operational)["digest"] == hashlib.sha256(body).hexdigest(), "the act was altered")

    part = sha(bytes.fromhex(act["entry"]["salt"]), operational)
    entry = sha(part, bytes.fromhex(act["entry"]["subject_hash"]))

    head, checkpoint = act["proof"].split("\n\n", 1)
    lines = head.split("\n")
    must(lines[0] == "c2sp.org/tlog-proof@v1", "the proof has another format")
    lines = [line for line in lines[1:] if not line.startswith("extra ")]
    index = int(lines[0].removeprefix("index "))
    proof = [base64.b64decode(line) for line in lines[1:]]

    text, signatures = checkpoint.split("\n\n", 1)
    origin, size, root = text.split("\n")[:3]
    must(origin == name, "the checkpoint is another log's")
    ours = [line for line in signatures.split("\n") if line.startswith(f"— {name} ")]
    signature = next(s for s in (base64.b64decode(line.split(" ")[2]) for line in ours) if s[:4].hex() == key_id)
    Ed25519PublicKey.from_public_bytes(key[1:]).verify(signature[4:], (text + "\n").encode())

    # RFC 9162, 2.1.3.2: from the leaf to the root.
    node, fn, sn = sha(b"\0", entry), index, int(size) - 1
    must(fn <= sn, "the checkpoint does not cover the entry")
    for sibling in proof:
        must(sn > 0, "the proof is too long")
        if fn & 1 or fn == sn:
            node = sha(b"\1", sibling, node)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            node = sha(b"\1", node, sibling)
        fn, sn = fn >> 1, sn >> 1
    must(sn == 0 and node == base64.b64decode(root), "the log does not hold the entry")
    counts = act["act"]["counts"]
    print(f"sound: {counts['engagements']} records destroyed, entry {index} of {origin} ({size} entries signed)")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
