#!/usr/bin/env python3
"""Checks a consent receipt without any of Qorgau's code.

    pip install cryptography
    python3 check-receipt.py RECEIPT.json VERIFIER-KEY      (the key itself, or the file that holds it)

Formats: RFC 6962 hashing, C2SP signed notes, checkpoints and tlog-proofs, RFC 8785 JSON.
"""
import base64, hashlib, json, os, sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

RECORD = "dpv:hasRecordOfActivity"


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def must(holds, otherwise):
    if not holds:
        sys.exit(f"NOT sound: {otherwise}")


def once(pairs):
    """A key that stands twice could show one thing and prove another."""
    must(len(dict(pairs)) == len(pairs), "a key stands twice")
    return dict(pairs)


def main(receipt_file, key_text):
    if os.path.isfile(key_text):
        key_text = open(key_text, encoding="utf-8").read().strip().split("\n")[-1]
    name, key_id, key = key_text.strip().split("+", 2)  # a name holds no plus sign
    key = base64.b64decode(key)
    must(key[0] == 1, "not an Ed25519 key")
    must(sha(name.encode(), b"\n", key)[:4].hex() == key_id, "the key's id is not its own")

    receipt = json.load(open(receipt_file, encoding="utf-8"), object_pairs_hook=once)
    record = receipt[RECORD]
    body = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    operational = receipt["entry"]["operational"].encode()
    logged = json.loads(operational, object_pairs_hook=once)
    must(logged["digest"] == hashlib.sha256(body).hexdigest(), "the record was altered")

    part = sha(bytes.fromhex(receipt["entry"]["salt"]), operational)
    entry = sha(part, bytes.fromhex(receipt["entry"]["subject_hash"]))
    must(receipt["entry"]["commitment"] == entry.hex(), "the commitment is another entry's")

    # What stands around the record follows from it and its entry.
    must(record["@type"] == "dpv:ConsentRecord" and receipt["@type"] == "dpv:ConsentReceipt", "it is no receipt")
    identifier = record["dct:identifier"] + "#receipt"
    frame = {
        "@context": record["@context"], "@id": "urn:uuid:" + identifier, "@type": "dpv:ConsentReceipt",
        "dct:conformsTo": "https://w3id.org/dpv/schema/dpv-27560#receipt", "dct:identifier": identifier,
        "dct:created": logged["time"], "log": name,
    }
    around = {key: value for key, value in receipt.items() if key not in (RECORD, "entry", "proof")}
    must(around == frame, "what stands around the record was altered")
    must(set(receipt["entry"]) == {"operational", "salt", "subject_hash", "commitment"}, "the entry was altered")

    head, checkpoint = receipt["proof"].split("\n\n", 1)
    lines = head.split("\n")
    must(lines[0] == "c2sp.org/tlog-proof@v1", "the proof has another format")
    lines = [line for line in lines[1:] if not line.startswith("extra ")]
    index = int(lines[0].removeprefix("index "))
    proof = [base64.b64decode(line) for line in lines[1:]]

    text, signatures = checkpoint.split("\n\n", 1)
    origin, size, root = text.split("\n")[:3]
    must(origin == name, "the checkpoint is another log's")
    ours = [line for line in signatures.split("\n") if line.startswith(f"— {name} ")]
    signed = [base64.b64decode(line.split(" ")[2]) for line in ours]
    signature = next((s for s in signed if s[:4].hex() == key_id), b"")
    try:
        Ed25519PublicKey.from_public_bytes(key[1:]).verify(signature[4:], (text + "\n").encode())
    except InvalidSignature:
        must(False, "the checkpoint is not signed by this key")

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
    print(f"sound: consent record {record['dct:identifier']}, entry {index} of {origin} ({size} entries signed)")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
