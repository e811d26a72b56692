// From nothing to a request in the journal, over https alone: the same path as first.sh, for Node 18 or newer.
//
//   qorgau init --pack bitrix-kz && qorgau serve      # prints a secret for the first member of staff
//   NODE_EXTRA_CA_CERTS=qorgau-data/tls/own.crt npx tsx docs/examples/first.ts SECRET
//
// QORGAU_URL says where the service is.
import { createHmac, randomUUID } from "node:crypto";

const url = process.env.QORGAU_URL ?? "https://127.0.0.1:8443";

/** What the service says no with (RFC 9457): `code` is for programs, `detail` and `hint` for people. */
interface Problem {
  status: number;
  code: string;
  detail: string;
  clause?: string;
  hint?: string;
}

class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.detail} [${problem.code}]`);
  }
}

/** The service, asked by a program with its key, or by whoever signs in. */
class Qorgau {
  private cookies = new Map<string, string>();

  constructor(private readonly key?: string) {}

  async call<T>(method: "GET" | "POST", path: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = { "content-type": "application/json", "accept-language": "en" };
    if (this.key) headers.authorization = `Bearer ${this.key}`;
    if (method === "POST") headers["idempotency-key"] = randomUUID(); // it may be sent again, and is done once
    if (this.cookies.size > 0) headers.cookie = [...this.cookies].map((pair) => pair.join("=")).join("; ");
    const answer = await fetch(url + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(";")[0].split("=", 2);
      this.cookies.set(name, value);
    }
    const text = await answer.text();
    const json: unknown = text === "" ? undefined : JSON.parse(text);
    if (!answer.ok) throw new Refused(json as Problem);
    return json as T;
  }
}

/** What an authenticator app would show (RFC 6238). */
function code(secret: string, ahead = 0): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replaceAll(" ", "")].map((one) => alphabet.indexOf(one).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const mac = createHmac("sha1", key).update(step).digest();
  const at = mac[mac.length - 1] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function main(secret: string): Promise<void> {
  const password = "seven owls above 3 wells";
  const officer = new Qorgau();

  console.log("\nenrol: a password, an app's first code, and ten recovery codes");
  const offer = await officer.call<{ staff: string; typed: string }>("POST", "/v1/enrolment/offer", { link: secret });
  await officer.call("POST", "/v1/enrolment", { link: secret, password, code: code(offer.typed) });

  console.log("\nsign in by two steps; a code is good once, so this one is the next");
  const begun = await officer.call<{ attempt: string }>("POST", "/v1/sign-in", { name: offer.staff, password });
  await officer.call("POST", "/v1/sign-in/second", { attempt: begun.attempt, code: code(offer.typed, 1) });
  await officer.call("POST", "/v1/acknowledgement");

  console.log("\na key for a program: what it may do, and until when");
  const until = new Date(Date.now() + 90 * 86_400_000).toISOString();
  const acts = ["collect", "find", "read", "receive-request", "print-journal"];
  const made = await officer.call<{ secret: string }>("POST", "/v1/keys", { key: "crm", acts, until });
  const crm = new Qorgau(made.secret);

  console.log("\ntake somebody in");
  const taken = await crm.call<{ subject: string; clause: string; entry: number }>("POST", "/v1/subjects", {
    purpose: "recruitment",
    items: { "full-name": "Asel Serikova", email: "asel@example.com" },
    consent: { way: "web-form", at: new Date().toISOString() },
  });
  console.log(taken);

  console.log("\nread under a purpose; what the purpose may not hold is refused by its clause");
  const read = (items: string[]) => crm.call("POST", `/v1/subjects/${taken.subject}/read`, { purpose: "recruitment", items });
  console.log(await read(["full-name", "email"]));
  try {
    await read(["iin"]);
  } catch (why) {
    if (!(why instanceof Refused)) throw why;
    console.log(why.message, "clause", why.problem.clause);
  }

  console.log("\nshe asks what is held about her; the clock of the law runs");
  const asked = { kind: "information", channel: "email", subject: taken.subject, contact: "asel@example.com" };
  console.log(await crm.call("POST", "/v1/requests", { ...asked, text: "What do you hold about me?" }));

  console.log("\nthe journal has it");
  console.log(JSON.stringify(await crm.call("GET", "/v1/journals/requests"), null, 2));
}

await main(process.argv[2]);
