#!/usr/bin/env python3
"""What a JSON-LD file on standard input says, as rdflib reads it: canonical N-Triples, one a line, in order.

The context stands in the file, so that nothing is fetched; anything that tries to is stopped.
"""
import socket, sys


def no_network(*_, **__):
    raise OSError("no network in tests")


socket.socket.connect = no_network

import rdflib
from rdflib.compare import to_canonical_graph

rdflib.NORMALIZE_LITERALS = False  # times are to stay as they were written
graph = rdflib.Graph().parse(data=sys.stdin.read(), format="json-ld")
lines = to_canonical_graph(graph).serialize(format="nt").strip().split("\n")
sys.stdout.buffer.write(("\n".join(sorted(lines)) + "\n").encode())
