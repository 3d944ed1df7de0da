"""Serves the kubelet's PodResourcesLister on a unix socket, with gRPC's own server.

    kubelet.py SOCKET SCENARIO

The scenario is a file that is read at each call: a line with what to do, and for "answer" the
pods, one given device a line:

    answer
    NAMESPACE POD CONTAINER RESOURCE DEVICE...
    NAMESPACE POD CONTAINER claim DRIVER DEVICE CDI-NAME...

"many N", "error CODE TEXT", "slow SECONDS", "hang", "garbage", "huge", "empty" and "cut" are the
others. Messages are written by hand: the judge of the decoder knows the wire format only.
"""

import os
import sys
import threading
from concurrent import futures

import grpc


def varint(value):
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def field(number, payload):
    if isinstance(payload, str):
        payload = payload.encode()
    return varint(number << 3 | 2) + varint(len(payload)) + payload


def number(field_number, value):
    return varint(field_number << 3) + varint(value)


def devices(resource, ids):
    topology = field(3, field(1, number(1, 1)))
    return field(2, field(1, resource) + b"".join(field(2, i) for i in ids) + topology)


def claim(driver, device, names):
    """Kubelets before 1.34 give the names alone, as "-" does here."""
    resource = b"".join(field(1, field(1, name)) for name in names)
    if driver != "-":
        resource += field(2, driver) + field(3, "node1") + field(4, device)
    return field(5, field(2, "claim") + field(3, "ns") + field(4, resource))


def pods(lines):
    """Pods and containers in the order of their first lines; what is new to us lies in between."""
    tree = {}
    for line in lines:
        namespace, pod, container, resource, *rest = line.split()
        given = tree.setdefault((namespace, pod), {}).setdefault(container, [])
        if resource == "claim":
            given.append(claim(rest[0], rest[1], rest[2:]))
        elif resource != "-":
            given.append(devices(resource, rest))
    answer = b""
    for (namespace, pod), containers in tree.items():
        body = field(1, pod) + field(2, namespace)
        for container, given in containers.items():
            cpus = field(3, b"".join(varint(cpu) for cpu in range(200)))
            memory = field(4, field(1, "memory") + number(2, 1 << 40))
            body += field(3, field(1, container) + cpus + b"".join(given) + memory)
        answer += field(1, body + number(9, 7))
    return answer


def many(count):
    return pods(
        f"ns{i % 7} pod-{i} main nvidia.com/gpu GPU-{i:08x}-0000-0000-0000-{i:012x}"
        for i in range(count))


def answer(scenario, context):
    what, *rest = scenario[0].split(" ", 2)
    if what == "answer":
        return pods(line for line in scenario[1:] if line)
    if what == "many":
        return many(int(rest[0]))
    if what == "error":
        context.abort(grpc.StatusCode[rest[0]], rest[1])
    if what == "slow":
        threading.Event().wait(float(rest[0]))
        return pods(["ns slow main nvidia.com/gpu GPU-1"])
    if what == "hang":
        threading.Event().wait(60)
    if what == "garbage":
        return bytes([255]) * 1000
    if what == "huge":
        return field(1, field(1, "x" * (8 << 20)))
    if what == "cut":
        os._exit(1)
    return b""


class Lister(grpc.GenericRpcHandler):
    def __init__(self, scenario):
        self.scenario = scenario

    def service(self, call):
        if call.method != "/v1.PodResourcesLister/List":
            return None

        def handle(request, context):
            with open(self.scenario, encoding="utf-8") as file:
                return answer(file.read().split("\n"), context)

        return grpc.unary_unary_rpc_method_handler(handle)


def main(socket, scenario):
    # Threads that hang do not keep the process: it is ended by its pid.
    server = grpc.server(
        futures.ThreadPoolExecutor(4), options=[("grpc.max_send_message_length", -1)])
    server.add_generic_rpc_handlers((Lister(scenario),))
    if server.add_insecure_port("unix:" + socket) == 0:
        sys.exit("cannot listen on " + socket)
    server.start()
    server.wait_for_termination()


main(*sys.argv[1:])
